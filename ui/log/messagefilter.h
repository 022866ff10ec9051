// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"
#include "herdcore/observe/eventlog.h"
#include "herdcore/state/herdstate.h"

#include <QCoreApplication>
#include <QString>

#include <memory>

namespace ui {

// Why a filter is not one: a sentence, and the token that it is about.
struct FilterError {
    QString message;
    qsizetype position = 0; // in the text, 0-based
    qsizetype length = 0; // 0: the text ends too early
};

// Which events a table shows. A value; cheap to copy.
//   kind == flood && client ~ kiwi && server == Hill
//   !(from == Hill || no >= 4000) && "two words"
// Fields: kind (of message: flood; or of event: learned), client, server (who observed it), from, to, text, reason, no.
// Operators: == != ~ (contains, without regard to case), for `no` also < <= > >=; ! && || ( ), && before ||.
// A word alone is looked for in the text. Words with blanks or operators go in double quotes; \" \\ and \xHH stand for
// what the table shows them for. Typographic quotes are quotes, single ones an error. Values are bytes: a client id is
// compared byte for byte.
class MessageFilter
{
    Q_DECLARE_TR_FUNCTIONS(ui::MessageFilter)
public:
    class Node;

    MessageFilter() = default; // accepts everything
    explicit MessageFilter(std::shared_ptr<const Node> root)
        : m_root(std::move(root))
    { }

    // An empty text accepts everything. Kinds and, in `server ==`, servers must exist.
    [[nodiscard]] static herdcore::base::Expected<MessageFilter, FilterError> parse(
        const QString &text, const herdcore::profile::Profile &profile);
    // Of a text that is not a filter yet, the longest beginning that is one: what holds while its end is being typed.
    [[nodiscard]] static QString beginningOf(const QString &text, const herdcore::profile::Profile &profile);
    // The text's last word, where it may become a field ("ki", "kind"); else empty.
    [[nodiscard]] static QString begunField(const QString &text);
    // `bytes` as they are written in a filter: escaped, and in quotes where they need them.
    [[nodiscard]] static QString quoted(QByteArrayView bytes);

    [[nodiscard]] bool acceptsAll() const { return !m_root; }
    [[nodiscard]] bool accepts(
        const herdcore::observe::EventView &event, const herdcore::state::HerdState &state) const;

private:
    std::shared_ptr<const Node> m_root;
};

} // namespace ui
