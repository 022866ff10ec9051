// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/dialectparts.h"

namespace herdcore::protocol {

namespace {

// AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.918963997 (paper 004, and the native form)
class AtDialect final : public Dialect
{
public:
    bool claims(QByteArrayView line) const override { return firstField(line) == QByteArrayView("AT"); }

    Parsed<Flood> parse(QByteArrayView line) const override
    {
        auto record = parseAt(line);
        if (!record)
            return record.error();
        return Flood{ std::move(record).value(), {} };
    }

    QByteArray write(const Flood &flood) const override { return writeAt(flood.record); }
};

} // namespace

Parsed<Record> parseAt(QByteArrayView line)
{
    auto read = readAtFields(splitFields(line), 1);
    if (!read)
        return read.error();
    return std::move(read->record);
}

QByteArray writeAt(const Record &record)
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

const Dialect &atDialect()
{
    static const AtDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
