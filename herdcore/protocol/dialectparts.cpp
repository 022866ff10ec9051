// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialectparts.h"

#include "herdcore/protocol/parser.h"

#include <algorithm>

namespace herdcore::protocol {

using base::Reason;

bool isDifference(QByteArrayView text)
{
    return text.size() >= 2 && (text.front() == '+' || text.front() == '-')
        && std::all_of(text.begin(), text.end(),
            [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-'; });
}

Parsed<Record> recordFromAtFields(const Fields &fields, qsizetype first)
{
    const auto at = static_cast<std::size_t>(first);
    if (fields.field.size() < at + 5)
        return Rejection{ Reason::MissingField, {} };
    if (!isDifference(fields.field[at + 1]))
        return Rejection{ Reason::BadDifference, fields.field[at + 1].toByteArray() };
    auto location = parseLocation(fields.field[at + 3]);
    if (!location)
        return location.error();
    auto time = parseTime(fields.field[at + 4]);
    if (!time)
        return time.error();
    return Record{ base::ClientId(fields.field[at + 2].toByteArray()), base::ServerName(fields.field[at].toByteArray()),
        fields.field[at + 1].toByteArray(), std::move(location).value(), std::move(time).value() };
}

std::vector<base::ServerName> namesFrom(const Fields &fields, qsizetype first)
{
    std::vector<base::ServerName> names;
    for (std::size_t i = static_cast<std::size_t>(first); i < fields.field.size(); ++i)
        names.emplace_back(fields.field[i].toByteArray());
    return names;
}

void appendNames(QByteArray &line, const std::vector<base::ServerName> &names)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            line += ' ';
        line += names[i].bytes();
    }
}

} // namespace herdcore::protocol
