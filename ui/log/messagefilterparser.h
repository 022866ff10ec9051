// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/log/messagefilternode.h"

#include <optional>
#include <vector>

namespace ui {

struct FilterToken {
    enum class Kind { Word, Quoted, Operator, And, Or, Not, Open, Close, Bad, End };
    Kind kind = Kind::End;
    QString text; // as it was written; for Quoted without the quotes
    qsizetype position = 0;
    qsizetype length = 0;
};

// Whether a value may begin with it: " and what word processors make of it.
[[nodiscard]] bool isFilterQuote(QChar c);

// A filter's text in tokens, the last one End. What is no token (a single =, a quote that is not closed, 'single
// quotes') is Bad.
[[nodiscard]] std::vector<FilterToken> filterTokens(const QString &text);

// Whether some field's name begins so.
[[nodiscard]] bool beginsField(const QString &word);

// The text of a value in bytes: UTF-8, but for \" \\ and \xHH.
[[nodiscard]] QByteArray unescapedFilterValue(const QString &text);

// Reads one filter by recursive descent, and stops at the first thing that is wrong.
class MessageFilterParser
{
    Q_DECLARE_TR_FUNCTIONS(ui::MessageFilterParser)
public:
    MessageFilterParser(const QString &text, const herdcore::profile::Profile &profile);

    // Nothing when there is an error.
    [[nodiscard]] MessageFilter::Node::Child parse();
    [[nodiscard]] const FilterError &error() const { return *m_error; }

private:
    using Child = MessageFilter::Node::Child;
    Child either();
    Child both();
    Child unary();
    Child group();
    Child word();
    Child comparison(FilterField field);
    bool checkValue(FilterField field, FilterOperator op, const FilterToken &value);
    Child failBad(const FilterToken &token);
    Child fail(const QString &message, const FilterToken &token);
    [[nodiscard]] const FilterToken &next() const { return m_tokens[m_next]; }
    FilterToken take();

    const herdcore::profile::Profile &m_profile;
    std::vector<FilterToken> m_tokens;
    std::size_t m_next = 0;
    int m_depth = 0;
    std::optional<FilterError> m_error;
};

} // namespace ui
