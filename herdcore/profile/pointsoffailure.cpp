// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/pointsoffailure.h"

#include <algorithm>
#include <numeric>

namespace herdcore::profile {

using base::ServerIndex;

namespace {

constexpr int none = -1;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

ServerIndex server(int index)
{
    return ServerIndex{ static_cast<std::int16_t>(index) };
}

struct Edge {
    int to;
    int link;
};

// Depth-first search (Hopcroft and Tarjan 1973): finds every link and server that splits the graph alone.
class Walk
{
public:
    explicit Walk(const Profile &profile)
        : m_edges(profile.servers.size())
        , m_bridges(profile.links.size())
    {
        for (std::size_t i = 0; i < profile.links.size(); ++i) {
            const int a = base::number(profile.links[i].a);
            const int b = base::number(profile.links[i].b);
            m_edges[at(a)].push_back({ b, static_cast<int>(i) });
            m_edges[at(b)].push_back({ a, static_cast<int>(i) });
        }
    }

    // Ignores that server and that link.
    void run(int goneServer, int goneLink)
    {
        m_goneServer = goneServer;
        m_goneLink = goneLink;
        m_time = 0;
        m_seen.assign(m_edges.size(), 0);
        m_low.assign(m_edges.size(), 0);
        m_cuts.assign(m_edges.size(), false);
        std::fill(m_bridges.begin(), m_bridges.end(), false);
        m_tree.clear();
        for (int i = 0; i < static_cast<int>(m_edges.size()); ++i) {
            if (i != goneServer && m_seen[at(i)] == 0)
                walkFrom(i);
        }
    }
    [[nodiscard]] bool isCut(int one) const { return m_cuts[at(one)]; }
    [[nodiscard]] bool isBridge(int link) const { return m_bridges[at(link)]; }
    [[nodiscard]] const std::vector<int> &tree() const { return m_tree; } // links that reach every server

private:
    struct Step {
        int at;
        int by; // the link
        std::size_t next; // of its edges
    };
    void walkFrom(int root)
    {
        int branches = 0; // of the root
        m_seen[at(root)] = m_low[at(root)] = ++m_time;
        m_way.assign(1, { root, none, 0 });
        while (!m_way.empty()) {
            Step &step = m_way.back();
            if (step.next < m_edges[at(step.at)].size()) {
                if (goAlong(step, m_edges[at(step.at)][step.next++]))
                    branches += m_way.size() == 2 ? 1 : 0;
                continue;
            }
            const Step done = step;
            m_way.pop_back();
            if (!m_way.empty())
                goBack(done, m_way.size() == 1);
        }
        m_cuts[at(root)] = branches > 1;
    }
    bool goAlong(const Step &step, Edge edge) // true if it reached a new server
    {
        if (edge.link == step.by || edge.link == m_goneLink || edge.to == m_goneServer)
            return false;
        if (m_seen[at(edge.to)] != 0) {
            m_low[at(step.at)] = std::min(m_low[at(step.at)], m_seen[at(edge.to)]);
            return false;
        }
        m_seen[at(edge.to)] = m_low[at(edge.to)] = ++m_time;
        m_tree.push_back(edge.link);
        m_way.push_back({ edge.to, edge.link, 0 });
        return true;
    }
    void goBack(const Step &done, bool toRoot)
    {
        const int above = m_way.back().at;
        m_low[at(above)] = std::min(m_low[at(above)], m_low[at(done.at)]);
        if (m_low[at(done.at)] > m_seen[at(above)])
            m_bridges[at(done.by)] = true;
        if (!toRoot && m_low[at(done.at)] >= m_seen[at(above)])
            m_cuts[at(above)] = true;
    }

    std::vector<std::vector<Edge>> m_edges; // by server
    std::vector<Step> m_way;
    std::vector<int> m_seen; // when; 0: not yet
    std::vector<int> m_low; // the earliest reachable from there without going back
    std::vector<bool> m_cuts;
    std::vector<bool> m_bridges;
    std::vector<int> m_tree;
    int m_time = 0;
    int m_goneServer = none;
    int m_goneLink = none;
};

// A pair splits the herd if one of them splits what is left without the other.
void findServerPairs(
    Walk &walk, const std::vector<bool> &alone, const std::function<bool()> &cancelled, PointsOfFailure &splits)
{
    const int count = static_cast<int>(alone.size());
    for (int a = 0; a < count && !cancelled(); ++a) {
        if (alone[at(a)])
            continue;
        walk.run(a, none);
        for (int b = a + 1; b < count; ++b) {
            if (walk.isCut(b) && !alone[at(b)])
                splits.serverPairs.emplace_back(server(a), server(b));
        }
    }
}

// Every pair that splits the herd contains a link of the spanning tree, so only those are tried first.
void findLinkPairs(Walk &walk, const std::vector<LinkProfile> &links, const std::vector<bool> &alone,
    const std::vector<int> &tree, const std::function<bool()> &cancelled, PointsOfFailure &splits)
{
    std::vector<std::pair<int, int>> found;
    for (const int first : tree) {
        if (alone[at(first)])
            continue;
        if (cancelled())
            break;
        walk.run(none, first);
        for (int second = 0; second < static_cast<int>(links.size()); ++second) {
            if (walk.isBridge(second) && !alone[at(second)])
                found.emplace_back(std::min(first, second), std::max(first, second));
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    for (const auto &[first, second] : found)
        splits.linkPairs.emplace_back(links[at(first)], links[at(second)]);
}

} // namespace

Parts partsWithout(const Profile &profile, const Loss &loss)
{
    const auto isIn = [](const auto &list, const auto &what) {
        return std::find(list.begin(), list.end(), what) != list.end();
    };
    // For each server, the first server of its group.
    std::vector<std::size_t> first(profile.servers.size());
    std::iota(first.begin(), first.end(), 0);
    const auto firstOf = [&first](std::size_t i) {
        while (first[i] != i)
            i = first[i] = first[first[i]];
        return i;
    };
    std::vector<bool> gone(profile.servers.size());
    for (const ServerIndex lost : loss.servers)
        gone[at(base::number(lost))] = true;
    for (const LinkProfile &link : profile.links) {
        const std::size_t a = at(base::number(link.a));
        const std::size_t b = at(base::number(link.b));
        if (!gone[a] && !gone[b] && !isIn(loss.links, link)) {
            const std::size_t firstA = firstOf(a);
            const std::size_t firstB = firstOf(b);
            first[std::max(firstA, firstB)] = std::min(firstA, firstB);
        }
    }
    Parts groups(profile.servers.size());
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        if (!gone[i])
            groups[firstOf(i)].push_back(server(static_cast<int>(i)));
    }
    std::erase_if(groups, [](const auto &group) { return group.empty(); });
    std::stable_sort(groups.begin(), groups.end(), [](const auto &a, const auto &b) { return a.size() < b.size(); });
    return groups;
}

PointsOfFailure pointsOfFailure(const Profile &profile, const std::function<bool()> &cancelled)
{
    PointsOfFailure splits;
    Walk walk(profile);
    walk.run(none, none);
    std::vector<bool> servers;
    for (int i = 0; i < static_cast<int>(profile.servers.size()); ++i) {
        servers.push_back(walk.isCut(i));
        if (servers.back())
            splits.servers.push_back(server(i));
    }
    std::vector<bool> links;
    for (std::size_t i = 0; i < profile.links.size(); ++i) {
        links.push_back(walk.isBridge(static_cast<int>(i)));
        if (links.back())
            splits.links.push_back(profile.links[i]);
    }
    const std::vector<int> tree = walk.tree();
    findServerPairs(walk, servers, cancelled, splits);
    findLinkPairs(walk, profile.links, links, tree, cancelled, splits);
    return splits;
}

} // namespace herdcore::profile
