// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/externalspeakers.h"

namespace herdcore::node {

ExternalSpeakers::ExternalSpeakers(const std::vector<Neighbour> &neighbours)
{
    std::map<QByteArray, std::vector<Neighbour>> atHost;
    for (const Neighbour &neighbour : neighbours) {
        if (neighbour.dialect)
            atHost[neighbour.host].push_back(neighbour);
    }
    for (const auto &[host, there] : atHost)
        m_dialects.emplace(host, SpokenDialects(*there.front().dialect, there));
}

const SpokenDialects *ExternalSpeakers::at(const QByteArray &host) const
{
    const auto found = m_dialects.find(host);
    return found == m_dialects.end() ? nullptr : &found->second;
}

} // namespace herdcore::node
