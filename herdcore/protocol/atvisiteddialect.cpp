// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/dialectparts.h"

namespace herdcore::protocol {

namespace {

// AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.918963997 Alford Hamilton (paper 003)
// The names are of the servers that have passed it on.
class AtVisitedDialect final : public Dialect
{
public:
    bool claims(QByteArrayView line) const override { return firstField(line) == QByteArrayView("AT"); }

    Parsed<Flood> parse(QByteArrayView line) const override
    {
        const Fields fields = splitFields(line, maxNames);
        auto read = readAtFields(fields, 1);
        if (!read)
            return read.error();
        return Flood{ std::move(read->record), namesFrom(fields, read->end) };
    }

    QByteArray write(const Flood &flood) const override
    {
        QByteArray line = writeAt(flood.record) + ' ';
        appendNames(line, flood.visited);
        return line;
    }

    bool sparesVisited() const override { return true; }
    bool dropsOwnName() const override { return true; }

private:
    static constexpr qsizetype maxNames = 1'000; // a herd has at most 500 servers
};

} // namespace

const Dialect &atVisitedDialect()
{
    static const AtVisitedDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
