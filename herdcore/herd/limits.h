// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace herdcore::herd {

// What a server may spend on its clients (reliability.md section 3). Users set a limit by NAME=NUMBER, with the names
// below.
struct Limits {
    qint64 lineBytes = 64 * 1024; // line-bytes
    double firstLineSeconds = 30; // first-line-seconds: from connecting to the end of the first line
    double lineSeconds = 10; // line-seconds: from a line's first byte to its end
    double idleSeconds = 600; // idle-seconds: between lines
    qint64 unsentBytes = 1024 * 1024; // unsent-bytes: more than this unsent and the client is dropped
    qint64 slowUnsentBytes = 256 * 1024; // slow-unsent-bytes: more than this for ...
    double slowSeconds = 10; // ... slow-seconds
    qint64 connections = 10'000; // connections, per server
    qint64 clients = 1'000'000; // clients known per server
    qint64 tableBytes = 176 * 1024 * 1024; // table-bytes: of what a server knows of them
    // unsent-total-bytes: of all clients of a server, with the answers that wait for places
    qint64 unsentTotalBytes = 12 * 1024 * 1024;
    qint64 partialTotalBytes = 6 * 1024 * 1024; // partial-total-bytes: of unfinished lines of a server's connections
    qint64 eventBytes = 8 * 1024 * 1024; // event-bytes: of events that wait for the log, in the whole herd
    // Per address, in classroom mode only.
    qint64 addressConnections = 16; // address-connections
    qint64 addressLines = 50; // address-lines: per second
    qint64 addressWhatsat = 30; // address-whatsat: per minute

    friend bool operator==(const Limits &, const Limits &) = default;
};

// Applies "NAME=NUMBER". Returns a message for people if there is no such limit or the number is out of range.
[[nodiscard]] std::optional<QString> setLimit(Limits &limits, const QString &assignment);
[[nodiscard]] QStringList limitNames();

} // namespace herdcore::herd
