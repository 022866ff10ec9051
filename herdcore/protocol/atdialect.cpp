// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/parser.h"

#include <algorithm>

namespace herdcore::protocol {

using base::Reason;

namespace {

// Foreign servers write it as their language prints a double, exponent included; it is only ever echoed.
bool isDifference(QByteArrayView text)
{
    return text.size() >= 2 && (text.front() == '+' || text.front() == '-')
        && std::all_of(text.begin(), text.end(),
            [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-'; });
}

class AtDialect final : public Dialect
{
public:
    bool claims(QByteArrayView line) const override { return firstField(line) == QByteArrayView("AT"); }

    Parsed<Record> parse(QByteArrayView line) const override
    {
        const Fields fields = splitFields(line);
        if (fields.count < 6)
            return Rejection{ Reason::MissingField, {} };
        if (!isDifference(fields.field[2]))
            return Rejection{ Reason::BadDifference, fields.field[2].toByteArray() };
        auto location = parseLocation(fields.field[4]);
        if (!location)
            return location.error();
        auto time = parseTime(fields.field[5]);
        if (!time)
            return time.error();
        return Record{ base::ClientId(fields.field[3].toByteArray()), base::ServerName(fields.field[1].toByteArray()),
            fields.field[2].toByteArray(), std::move(location).value(), std::move(time).value() };
    }

    QByteArray write(const Record &record) const override
    {
        QByteArray line;
        line.reserve(record.origin.bytes().size() + record.difference.size() + record.client.bytes().size()
            + record.location.text.size() + record.time.text.size() + 8);
        return line.append("AT ")
            .append(record.origin.bytes())
            .append(' ')
            .append(record.difference)
            .append(' ')
            .append(record.client.bytes())
            .append(' ')
            .append(record.location.text)
            .append(' ')
            .append(record.time.text);
    }
};

} // namespace

const Dialect &atDialect()
{
    static const AtDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
