// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/message.h"

#include "herdcore/protocol/respelling.h"

#include <tuple>

namespace herdcore::protocol {

namespace {

auto rank(const Record &record)
{
    return std::tie(record.time.ns, record.origin, record.location.text, record.difference, record.time.text);
}

} // namespace

bool wins(const Record &a, const Record &b)
{
    const std::int64_t aNs = a.time.ns;
    const std::int64_t bNs = b.time.ns;
    if (aNs != bNs && (mustBeRounded(aNs, bNs) || isRespelling(a, b)))
        return isMorePrecise(aNs, bNs);
    return rank(b) < rank(a);
}

bool operator==(const Record &a, const Record &b)
{
    return a.client == b.client && rank(a) == rank(b);
}

} // namespace herdcore::protocol
