// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagefilter.h"

#include "herdcore/base/escape.h"
#include "ui/log/messagefilternode.h"
#include "ui/log/messagefilterparser.h"

namespace ui {

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
