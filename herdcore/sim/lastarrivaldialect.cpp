// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/lastarrivaldialect.h"

namespace herdcore::sim {

namespace {

class LastArrivalDialect final : public protocol::Dialect
{
public:
    bool claims(QByteArrayView line) const override { return protocol::atDialect().claims(line); }
    protocol::Parsed<protocol::Flood> parse(QByteArrayView line) const override
    {
        return protocol::atDialect().parse(line);
    }
    QByteArray write(const protocol::Flood &flood) const override { return protocol::atDialect().write(flood); }
    bool wins(const protocol::Record &a, const protocol::Record &b) const override
    {
        return a.time.ns > b.time.ns || (a.time.ns == b.time.ns && !(a == b));
    }
};

} // namespace

const protocol::Dialect &lastArrivalDialect()
{
    static const LastArrivalDialect dialect;
    return dialect;
}

} // namespace herdcore::sim
