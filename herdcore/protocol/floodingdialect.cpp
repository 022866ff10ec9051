// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/dialectparts.h"

namespace herdcore::protocol {

namespace {

// FLOODING AT Hill +0.263873386 kiwi +34.06-118.44 1520023934.9,Hill Jaquez (paper 000)
// After the comma the names of the servers that it has visited; one that finds its own drops it. Some implementations
// end the line before the comma: then the next line begins with it.
class FloodingDialect final : public Dialect
{
public:
    bool claims(QByteArrayView line) const override { return firstField(line) == QByteArrayView("FLOODING"); }

    bool isIncomplete(QByteArrayView line) const override { return line.indexOf(',') < 0; }

    Parsed<Flood> parse(QByteArrayView line) const override
    {
        // The last one, for a client may have a comma in its id and a server has not.
        const qsizetype comma = line.lastIndexOf(',');
        const Fields message = splitFields(comma < 0 ? line : line.first(comma));
        if (message.field.size() < 2 || message.field[1] != QByteArrayView("AT"))
            return Rejection{ base::Reason::MissingField, {} };
        auto read = readAtFields(message, 2);
        if (!read)
            return read.error();
        Flood flood{ std::move(read->record), {} };
        if (comma >= 0)
            flood.visited = namesFrom(splitFields(line.sliced(comma + 1), maxNames), 0);
        return flood;
    }

    QByteArray write(const Flood &flood) const override
    {
        QByteArray line = "FLOODING " + writeAt(flood.record) + ',';
        appendNames(line, flood.visited);
        return line;
    }

    bool dropsOwnName() const override { return true; }

private:
    static constexpr qsizetype maxNames = 1'000; // a herd has at most 500 servers
};

} // namespace

const Dialect &floodingDialect()
{
    static const FloodingDialect dialect;
    return dialect;
}

} // namespace herdcore::protocol
