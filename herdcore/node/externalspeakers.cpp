// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/externalspeakers.h"

namespace herdcore::node {

ExternalSpeakers::ExternalSpeakers(const std::vector<Neighbour> &neighbours)
{
    std::map<QByteArray, std::vector<Neighbour>> atHost;
    for (const Neighbour &neighbour : neighbours) {
        if (!neighbour.isPersistent)
            m_nameless[neighbour.host].push_back(neighbour.index);
        if (neighbour.dialect)
            atHost[neighbour.host].push_back(neighbour);
    }
    for (const auto &[host, there] : atHost)
        m_dialects.emplace(host, SpokenDialects(*there.front().dialect, there));
}

base::ServerIndex ExternalSpeakers::only(const QByteArray &host) const
{
    const auto found = m_nameless.find(host);
    const bool isTheOnlyOne
        = !host.isEmpty() && found != m_nameless.end() && found->second.size() == 1 && !m_nameless.contains({});
    return isTheOnlyOne ? found->second.front() : base::ServerIndex::None;
}

const SpokenDialects *ExternalSpeakers::at(const QByteArray &host) const
{
    const auto found = m_dialects.find(host);
    return found == m_dialects.end() ? nullptr : &found->second;
}

} // namespace herdcore::node
