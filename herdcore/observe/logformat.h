// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <QByteArray>

#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

namespace herdcore::observe {

// What the servers are called; the events themselves hold indices only.
struct NameTable {
    std::vector<base::ServerName> names; // by ServerIndex
};

// Turns events into the lines of a server's log file, one physical line each whatever bytes it carries:
//   2026-03-02T20:12:14.918963Z <- 127.0.0.1:53122 received: IAMAT kiwi +34.07-118.45 1520023934.9
//   2026-03-02T20:12:14.919020Z -> Jaquez sent: AT Hill +0.263873386 kiwi +34.07-118.45 1520023934.9
//   2026-03-02T20:12:14.920177Z -- 127.0.0.1:53122 closed (end of input, all answered)
// that is: UTC, direction, the neighbour or client ("-" where there is none), the kind, the reason in brackets, a
// figure where the kind has one, and after ": " the bytes, escaped; or no more than their first line, and a remark,
// where the rest must not be stored. Does half a million lines a second and more: the date is worked out once a second,
// and plain text is copied in one piece.
class LogFormatter
{
public:
    explicit LogFormatter(NameTable names);

    // Appends one line with its LF. Remembers each client's address from ClientConnected until it is closed or its
    // server is gone: show it everything in order.
    void appendLine(QByteArray &out, const EventView &event);
    // The same for an event out of any order, of a client with that address; empty: it is not known.
    void appendLine(QByteArray &out, const EventView &event, const QByteArray &clientAddress);

    // Whether a file that begins so, its head or all of it, is of such lines.
    [[nodiscard]] static bool isOurs(QByteArrayView head);

private:
    void appendTime(QByteArray &out, std::int64_t wallNs);
    void appendOther(QByteArray &out, const EventView &event, const QByteArray &clientAddress) const;
    [[nodiscard]] QByteArray addressOf(const EventView &event) const;
    void follow(const EventView &event);

    // Where each client of a server calls from. No QHash: Qt's hash of an enum is its number, and the numbers of
    // connections differ in their high bits too, which it ignores; what should take milliseconds took minutes.
    using Addresses = std::unordered_map<base::ConnectionId, QByteArray>;

    NameTable m_names; // escaped
    std::unordered_map<base::ServerIndex, Addresses> m_clients;
    std::int64_t m_second = std::numeric_limits<std::int64_t>::min();
    char m_date[32] = {}; // of m_second: "2026-03-02T20:12:14."
    qsizetype m_dateSize = 0;
};

} // namespace herdcore::observe
