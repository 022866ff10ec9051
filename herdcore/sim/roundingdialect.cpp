// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/sim/roundingdialect.h"

#include "herdcore/base/time.h"

namespace herdcore::sim {

namespace {

class RoundingDialect final : public protocol::Dialect
{
public:
    bool claims(QByteArrayView line) const override { return protocol::atDialect().claims(line); }

    protocol::Parsed<protocol::Flood> parse(QByteArrayView line) const override
    {
        return protocol::atDialect().parse(line);
    }

    QByteArray write(const protocol::Flood &flood) const override
    {
        constexpr std::int64_t micro = 1'000;
        protocol::Flood rounded = flood;
        rounded.record.time.ns = (flood.record.time.ns + micro / 2) / micro * micro;
        rounded.record.time.text = base::plainSeconds(rounded.record.time.ns).chopped(3);
        if (rounded.record.difference.startsWith('+'))
            rounded.record.difference.remove(0, 1);
        return protocol::atDialect().write(rounded);
    }
};

} // namespace

const protocol::Dialect &roundingDialect()
{
    static const RoundingDialect dialect;
    return dialect;
}

} // namespace herdcore::sim
