// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"
#include "herdcore/protocol/respelling.h"

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace herdcore::protocol {

// A new dialect is a file of its own, a kind and a function here, and a row in the table of dialect.cpp.
enum class DialectKind {
    Sync,
    At,
    AtVisited,
    Flooding,
    Update,
    AtSplit,

    Count // not a dialect: how many there are
};

// How servers word a location to each other (protocol.md section 3). One implementation per dialect, stateless.
class Dialect
{
public:
    virtual ~Dialect() = default;

    // Whether a line is a neighbour's, by its first word: such a line is never answered, right or wrong.
    [[nodiscard]] virtual bool claims(QByteArrayView line) const = 0;
    // Whether a line that is claimed goes on in the next line of its connection.
    [[nodiscard]] virtual bool isIncomplete(QByteArrayView) const { return false; }
    // A line that is claimed; tolerates trailing tokens and re-spelt numbers (respelling.h). Origin and difference are
    // empty where the dialect carries none: the receiver puts its own.
    [[nodiscard]] virtual Parsed<Flood> parse(QByteArrayView line) const = 0;
    // Without line end. The sender is the last one of `visited`.
    [[nodiscard]] virtual QByteArray write(const Flood &flood) const = 0;

    // Whether a neighbour that has passed a record on already is spared it.
    [[nodiscard]] virtual bool sparesVisited() const { return false; }
    // Whether a server whose own name has been on the way drops the line.
    [[nodiscard]] virtual bool dropsOwnName() const { return false; }
    // Whether these two of one client are one report, however it is spelt (respelling.h).
    [[nodiscard]] virtual bool isSame(const Record &a, const Record &b) const { return isRespelling(a, b); }
    // Whether `a` replaces `b` in a herd that speaks this dialect.
    [[nodiscard]] virtual bool wins(const Record &a, const Record &b) const { return protocol::wins(a, b); }
};

// All that is said about one dialect, anywhere.
struct DialectRow {
    DialectKind kind;
    const char *word; // in profiles
    QByteArrayView verb; // the first word of its location lines; other dialects may share it
    bool greets; // an external server that speaks it keeps one connection per link and is greeted with PEER
    bool namesSender; // its location lines end with the server that sends them
    bool isRepaired; // every server holds the same bytes, so that two can compare what they hold
    const Dialect &(*dialect)();
};

// In the order of DialectKind. That none is missing is checked when it is compiled.
[[nodiscard]] std::span<const DialectRow> allDialects();
[[nodiscard]] const DialectRow &rowOf(DialectKind kind);
[[nodiscard]] const Dialect &dialect(DialectKind kind);
// What a line between servers looks like that no dialect spoken here understands, in words: the dialect that it would
// be right in, or one that is known from servers in the field and not spoken. Empty: nothing that is known.
[[nodiscard]] QByteArray looksLike(QByteArrayView line);
// Whether some dialect's location lines begin with this word.
[[nodiscard]] bool isFloodVerb(QByteArrayView verb);

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
