// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/dialectparts.h"
#include "herdcore/protocol/parser.h"

#include <charconv>
#include <limits>
#include <tuple>

namespace herdcore::protocol {

using base::Reason;

namespace {

auto rank(const Record &record)
{
    return std::tie(record.label, record.time.ns, record.location.text, record.time.text);
}

// UPDATE kiwi +34.06-118.44 1520023934.9 3 Goloman (paper 001)
// The whole number is the label, one more than the highest that the accepting server knew for that client; then the
// sender. Origin and difference are not carried, so they cannot take part in the order either.
class UpdateDialect final : public Dialect
{
public:
    bool claims(QByteArrayView line) const override { return firstField(line) == QByteArrayView("UPDATE"); }

    Parsed<Flood> parse(QByteArrayView line) const override
    {
        const Fields fields = splitFields(line);
        if (fields.field.size() < 6)
            return Rejection{ Reason::MissingField, {} };
        auto location = parseLocation(fields.field[2]);
        if (!location)
            return location.error();
        auto time = parseTime(fields.field[3]);
        if (!time)
            return time.error();
        const QByteArrayView text = fields.field[4];
        std::uint64_t label = 0;
        const auto [end, error] = std::from_chars(text.begin(), text.end(), label);
        if (error == std::errc::invalid_argument || end != text.end())
            return Rejection{ Reason::BadLabel, text.toByteArray() };
        if (error == std::errc::result_out_of_range)
            label = std::numeric_limits<std::uint64_t>::max(); // from there on the other fields decide
        Record record{ base::ClientId(fields.field[1].toByteArray()), {}, {}, std::move(location).value(),
            std::move(time).value(), label };
        return Flood{ std::move(record), { base::ServerName(fields.field[5].toByteArray()) } };
    }

    QByteArray write(const Flood &flood) const override
    {
        const Record &record = flood.record;
        const QByteArray sender = flood.visited.empty() ? QByteArray() : flood.visited.back().bytes();
        return "UPDATE " + record.client.bytes() + ' ' + record.location.text + ' ' + record.time.text + ' '
            + QByteArray::number(static_cast<qulonglong>(record.label)) + ' ' + sender;
    }

    bool wins(const Record &a, const Record &b) const override { return rank(b) < rank(a); }
};

} // namespace

const Dialect &updateDialect()
{
    static const UpdateDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
