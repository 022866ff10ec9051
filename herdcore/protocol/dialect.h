// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"

#include <QByteArray>

namespace herdcore::protocol {

enum class DialectKind { Sync, At, AtVisited, Flooding, Update, AtSplit };

// How servers word a location to each other (protocol.md section 3). One implementation per dialect, stateless.
class Dialect
{
public:
    virtual ~Dialect() = default;

    // Whether a line is a neighbour's, by its first word: such a line is never answered, right or wrong.
    [[nodiscard]] virtual bool claims(QByteArrayView line) const = 0;
    // Whether a line that is claimed goes on in the next line of its connection.
    [[nodiscard]] virtual bool isIncomplete(QByteArrayView) const { return false; }
    // A line that is claimed; tolerates trailing tokens. Origin and difference are empty where the dialect carries
    // none: the receiver puts its own.
    [[nodiscard]] virtual Parsed<Flood> parse(QByteArrayView line) const = 0;
    // Without line end. The sender is the last one of `visited`.
    [[nodiscard]] virtual QByteArray write(const Flood &flood) const = 0;

    // Whether a neighbour that has passed a record on already is spared it.
    [[nodiscard]] virtual bool sparesVisited() const { return false; }
    // Whether a server whose own name has been on the way drops the line.
    [[nodiscard]] virtual bool dropsOwnName() const { return false; }
    // Whether `a` replaces `b` in a herd that speaks this dialect.
    [[nodiscard]] virtual bool wins(const Record &a, const Record &b) const { return protocol::wins(a, b); }
};

// `Sync` words locations as `At` does.
[[nodiscard]] const Dialect &dialect(DialectKind kind);

// The native form, word for word the answer to IAMAT: AT ORIGIN DIFFERENCE CLIENT LOCATION TIME
[[nodiscard]] Parsed<Record> parseAt(QByteArrayView line);
[[nodiscard]] QByteArray writeAt(const Record &record);

// One per file.
[[nodiscard]] const Dialect &atDialect();
[[nodiscard]] const Dialect &atVisitedDialect();
[[nodiscard]] const Dialect &floodingDialect();
[[nodiscard]] const Dialect &updateDialect();
[[nodiscard]] const Dialect &atSplitDialect();

} // namespace herdcore::protocol
