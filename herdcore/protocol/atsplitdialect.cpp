// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/respelling.h"

namespace herdcore::protocol {

using base::Reason;

namespace {

// AT kiwi Hill +34.06893 -118.445127 +0.263873386 1520023934.918963997 (paper 002)
// Client first, latitude and longitude apart, difference before time.
class AtSplitDialect final : public Dialect
{
public:
    bool claims(QByteArrayView line) const override { return firstField(line) == QByteArrayView("AT"); }

    Parsed<Flood> parse(QByteArrayView line) const override
    {
        const Fields fields = splitFields(line);
        if (fields.field.size() < 6)
            return Rejection{ Reason::MissingField, {} };
        auto location = readLocation(fields, 3);
        if (!location)
            return location.error();
        const std::size_t rest = 3 + location->fields;
        if (fields.field.size() < rest + 2)
            return Rejection{ Reason::MissingField, {} };
        auto difference = readDifference(fields.field[rest]);
        if (!difference)
            return Rejection{ Reason::BadDifference, fields.field[rest].toByteArray() };
        auto time = readTime(fields.field[rest + 1]);
        if (!time)
            return time.error();
        return Flood{ Record{ base::ClientId(fields.field[1].toByteArray()),
                          base::ServerName(fields.field[2].toByteArray()), *std::move(difference),
                          std::move(location->location), std::move(time).value() },
            {} };
    }

    QByteArray write(const Flood &flood) const override
    {
        const Record &record = flood.record;
        const QByteArray &location = record.location.text;
        const qsizetype second = std::max(location.lastIndexOf('+'), location.lastIndexOf('-'));
        return "AT " + record.client.bytes() + ' ' + record.origin.bytes() + ' ' + location.first(second) + ' '
            + location.sliced(second) + ' ' + record.difference + ' ' + record.time.text;
    }
};

} // namespace

const Dialect &atSplitDialect()
{
    static const AtSplitDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
