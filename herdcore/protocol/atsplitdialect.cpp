// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/dialectparts.h"
#include "herdcore/protocol/parser.h"

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
        if (fields.field.size() < 7)
            return Rejection{ Reason::MissingField, {} };
        auto location = parseLocation(QByteArray(fields.field[3].toByteArray() + fields.field[4].toByteArray()));
        if (!location)
            return location.error();
        if (!isDifference(fields.field[5]))
            return Rejection{ Reason::BadDifference, fields.field[5].toByteArray() };
        auto time = parseTime(fields.field[6]);
        if (!time)
            return time.error();
        return Flood{ Record{ base::ClientId(fields.field[1].toByteArray()),
                          base::ServerName(fields.field[2].toByteArray()), fields.field[5].toByteArray(),
                          std::move(location).value(), std::move(time).value() },
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
