// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialectparts.h"

#include "herdcore/protocol/respelling.h"

namespace herdcore::protocol {

using base::Reason;

Parsed<AtFields> readAtFields(const Fields &fields, std::size_t first)
{
    if (fields.field.size() < first + 5)
        return Rejection{ Reason::MissingField, {} };
    std::size_t origin = first;
    auto difference = readDifference(fields.field[first + 1]);
    if (!difference) {
        difference = readDifference(fields.field[first]);
        origin = first + 1;
    }
    if (!difference)
        return Rejection{ Reason::BadDifference, fields.field[first + 1].toByteArray() };
    auto location = readLocation(fields, first + 3);
    if (!location)
        return location.error();
    const std::size_t timeAt = first + 3 + location->fields;
    if (fields.field.size() <= timeAt)
        return Rejection{ Reason::MissingField, {} };
    auto time = readTime(fields.field[timeAt]);
    if (!time)
        return time.error();
    return AtFields{ { base::ClientId(fields.field[first + 2].toByteArray()),
                         base::ServerName(fields.field[origin].toByteArray()), *std::move(difference),
                         std::move(location->location), std::move(time).value() },
        timeAt + 1 };
}

std::vector<base::ServerName> namesFrom(const Fields &fields, std::size_t first)
{
    std::vector<base::ServerName> names;
    for (std::size_t i = first; i < fields.field.size(); ++i)
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
