// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/spokendialects.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace herdcore::node {

SpokenDialects::SpokenDialects(const protocol::Dialect &herds, const std::vector<Neighbour> &neighbours)
    : m_dialects{ &herds }
{
    for (const Neighbour &neighbour : neighbours) {
        const bool isKnown = std::find(m_dialects.begin(), m_dialects.end(), neighbour.dialect) != m_dialects.end();
        if (neighbour.dialect && !isKnown)
            m_dialects.push_back(neighbour.dialect);
    }
}

bool SpokenDialects::claims(QByteArrayView line) const
{
    return std::any_of(
        m_dialects.begin(), m_dialects.end(), [line](const auto *dialect) { return dialect->claims(line); });
}

bool SpokenDialects::isIncomplete(QByteArrayView line) const
{
    return std::any_of(m_dialects.begin(), m_dialects.end(),
        [line](const auto *dialect) { return dialect->claims(line) && dialect->isIncomplete(line); });
}

protocol::Parsed<protocol::Flood> SpokenDialects::parse(QByteArrayView line) const
{
    std::optional<protocol::Rejection> rejection;
    for (const protocol::Dialect *dialect : m_dialects) {
        if (!dialect->claims(line))
            continue;
        auto flood = dialect->parse(line);
        if (flood)
            return flood;
        if (!rejection)
            rejection = flood.error();
    }
    if (QByteArray likeness = protocol::looksLike(line); !likeness.isEmpty())
        return protocol::Rejection{ base::Reason::OtherDialect, std::move(likeness) };
    return rejection.value_or(protocol::Rejection{ base::Reason::UnknownVerb, {} });
}

} // namespace herdcore::node
