// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/dialectparts.h"
#include "herdcore/protocol/respelling.h"

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
        auto location = readLocation(fields, 2);
        if (!location)
            return location.error();
        const std::size_t rest = 2 + location->fields;
        if (fields.field.size() < rest + 3)
            return Rejection{ Reason::MissingField, {} };
        auto time = readTime(fields.field[rest]);
        if (!time)
            return time.error();
        const QByteArrayView text = fields.field[rest + 1];
        std::uint64_t label = 0;
        const auto [end, error] = std::from_chars(text.begin(), text.end(), label);
        if (error == std::errc::invalid_argument || end != text.end())
            return Rejection{ Reason::BadLabel, text.toByteArray() };
        if (error == std::errc::result_out_of_range)
            label = std::numeric_limits<std::uint64_t>::max(); // from there on the other fields decide
        Record record{ base::ClientId(fields.field[1].toByteArray()), {}, {}, std::move(location->location),
            std::move(time).value(), label };
        return Flood{ std::move(record), namesFrom(fields, rest + 2) }; // one, unless others were appended behind it
    }

    QByteArray write(const Flood &flood) const override
    {
        const Record &record = flood.record;
        const QByteArray sender = flood.visited.empty() ? QByteArray() : flood.visited.back().bytes();
        return "UPDATE " + record.client.bytes() + ' ' + record.location.text + ' ' + record.time.text + ' '
            + QByteArray::number(static_cast<qulonglong>(record.label)) + ' ' + sender;
    }

    bool isSame(const Record &a, const Record &b) const override
    {
        return a.label == b.label && mayBeRounded(a.time.ns, b.time.ns) && isSamePlace(a.location, b.location);
    }

    bool wins(const Record &a, const Record &b) const override
    {
        const bool isRounded
            = a.time.ns != b.time.ns && a.label == b.label && (mustBeRounded(a.time.ns, b.time.ns) || isSame(a, b));
        return isRounded ? isMorePrecise(a.time.ns, b.time.ns) : rank(b) < rank(a);
    }
};

} // namespace

const Dialect &updateDialect()
{
    static const UpdateDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
