// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"
#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"

#include <QByteArray>

#include <cstdint>
#include <variant>
#include <vector>

namespace herdcore::protocol {

// Where a client is: the text that it sent, which is what is echoed and flooded, and what it means.
struct Location {
    QByteArray text; // ISO 6709, "+34.068930-118.445127"
    double latitude = 0; // degrees, -90 to 90
    double longitude = 0; // degrees, -180 to 180
};

// When a client says it was there: its text, and the same cut to whole nanoseconds since 1970, for comparing.
struct ClientTime {
    QByteArray text;
    std::int64_t ns = 0; // 0 to 9223372035 s
};

// What a server holds of one client, and what servers tell each other.
struct Record {
    base::ClientId client;
    base::ServerName origin; // the server that the client talked to
    QByteArray difference; // origin's receive time minus the client's time, as that server wrote it
    Location location;
    ClientTime time;
    std::uint64_t label = 0; // of the `update` dialect: counts a client's updates; 0: none given

    [[nodiscard]] base::UpdateKey update() const { return { client, time.ns }; }
};

// Whether `a` wins over `b`, two records of one client (protocol.md section 2): the greater of (time in ns, origin,
// location bytes, difference text, time text). A total order, so the outcome does not depend on the order of arrival.
// Only where one is the other with a rounded time (respelling.h) the more precise one wins: a rounded time looks newer
// half of the time. With three decimals or more that goes by the times alone, so that a copy loses against whatever its
// original loses against. (Of times with fewer decimals, three that lie within what is rounded away could win in a
// circle.)
[[nodiscard]] bool wins(const Record &a, const Record &b);
[[nodiscard]] bool operator==(const Record &a, const Record &b); // byte for byte

// A record on its way between servers, with the names of those that have passed it on, in order, where the dialect
// carries them: the last one is the sender.
struct Flood {
    Record record;
    std::vector<base::ServerName> visited;
};

struct IAmAt {
    base::ClientId client;
    Location location;
    ClientTime time;
};

struct WhatsAt {
    base::ClientId client;
    double radiusKm = 0; // 0 to 50
    int bound = 0; // 0 to 20
};

using ClientMessage = std::variant<IAmAt, WhatsAt>;

// Why a line is not a message, and the bytes that made it so (empty when something is missing).
struct Rejection {
    base::Reason reason = base::Reason::None;
    QByteArray offending;
};

template <typename T> using Parsed = base::Expected<T, Rejection>;

} // namespace herdcore::protocol
