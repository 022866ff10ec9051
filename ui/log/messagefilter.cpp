// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagefilter.h"

#include "herdcore/base/escape.h"
#include "ui/log/messagefilternode.h"
#include "ui/log/messagefilterparser.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::ptrdiff_t mostTokensBack = 64; // further back nobody is typing

} // namespace

using herdcore::observe::EventView;
using herdcore::state::HerdState;

herdcore::base::Expected<MessageFilter, FilterError> MessageFilter::parse(
    const QString &text, const herdcore::profile::Profile &profile)
{
    if (text.trimmed().isEmpty())
        return MessageFilter();
    MessageFilterParser parser(text, profile);
    auto root = parser.parse();
    if (!root)
        return parser.error();
    return MessageFilter(std::move(root));
}

QString MessageFilter::beginningOf(const QString &text, const herdcore::profile::Profile &profile)
{
    const auto tokens = filterTokens(text);
    const auto end = tokens.rbegin() + std::min(mostTokensBack, static_cast<std::ptrdiff_t>(tokens.size()));
    for (auto token = tokens.rbegin(); token != end; ++token) {
        const QString beginning = text.left(token->position);
        if (parse(beginning, profile))
            return beginning;
    }
    return {};
}

QString MessageFilter::begunField(const QString &text)
{
    const auto tokens = filterTokens(text); // the last one is the end
    const FilterToken *const word = tokens.size() > 1 ? &tokens[tokens.size() - 2] : nullptr;
    const bool isValue = tokens.size() > 2 && tokens[tokens.size() - 3].kind == FilterToken::Kind::Operator;
    return word && !isValue && word->kind == FilterToken::Kind::Word && beginsField(word->text) ? word->text
                                                                                                : QString();
}

QString MessageFilter::quoted(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(herdcore::base::escaped(bytes));
    const auto tokens = filterTokens(text);
    if (tokens.size() == 2 && tokens.front().kind == FilterToken::Kind::Word)
        return text;
    text.replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') % text % QLatin1Char('"');
}

bool MessageFilter::accepts(const EventView &event, const HerdState &state) const
{
    return !m_root || m_root->accepts(event, state);
}

} // namespace ui
