// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/sim/scale.h"

#include "herdcore/sim/simherd.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

namespace herdtest {

using namespace herdcore::sim;
using herdcore::base::nsPerMillisecond, herdcore::base::nsPerSecond;

namespace {

constexpr int updates = 10;

struct Shape {
    const char *name;
    Edges (*make)(int servers);
};

Edges ring(int n)
{
    Edges edges;
    for (int i = 0; i + 1 < n; ++i)
        edges.emplace_back(i, i + 1);
    edges.emplace_back(0, n - 1);
    return edges;
}

Edges binaryTree(int n)
{
    Edges edges;
    for (int i = 1; i < n; ++i)
        edges.emplace_back((i - 1) / 2, i);
    return edges;
}

Edges grid(int n)
{
    int width = 1;
    while (width * width < n)
        ++width;
    Edges edges;
    for (int i = 0; i < n; ++i) {
        if (i % width != width - 1 && i + 1 < n)
            edges.emplace_back(i, i + 1);
        if (i + width < n)
            edges.emplace_back(i, i + width);
    }
    return edges;
}

// A ring, and for each server one more link, to anybody.
Edges smallWorld(int n)
{
    Random random(7);
    std::set<std::pair<int, int>> all;
    for (const auto &[a, b] : ring(n))
        all.emplace(a, b);
    for (int i = 0; i < n; ++i) {
        const int other = random.below(n);
        if (other != i)
            all.emplace(std::min(i, other), std::max(i, other));
    }
    return { all.begin(), all.end() };
}

std::int64_t residentBytes()
{
    std::int64_t total = 0;
    std::int64_t resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

Action report(int server, int number)
{
    const QByteArray text = QByteArray::number(number);
    return { 0, Action::Kind::Send, server, -1, 0,
        QByteArray("IAMAT client" + text + " +1-1 " + QByteArray::number(1000 + number)) };
}

double ms(std::int64_t ns)
{
    return static_cast<double>(ns) / nsPerMillisecond;
}

void measure(const Shape &shape, int servers)
{
    Schedule schedule;
    schedule.seed = 1;
    schedule.servers = servers;
    schedule.edges = shape.make(servers);
    schedule.slowLinksPercent = 0;
    const std::int64_t before = residentBytes();
    SimHerd herd(schedule,
        { .maxEvents = std::numeric_limits<std::uint64_t>::max(),
            .maxLines = std::numeric_limits<std::uint64_t>::max() });
    herd.startAll();
    herd.runFor(2 * nsPerSecond);

    const std::uint64_t floods = herd.outcome().floods;
    std::int64_t took = 0;
    for (int i = 0; i < updates; ++i) {
        herd.act(report(i * 7919 % servers, i));
        const std::int64_t begin = herd.nowNs();
        herd.runFor(nsPerMillisecond); // until the server has it
        if (!herd.runUntilAgreed(100 * nsPerSecond, nsPerMillisecond))
            std::printf("  it does not agree\n");
        took += herd.nowNs() - begin;
    }
    const double lines = static_cast<double>(herd.outcome().floods - floods) / updates;

    // In halves by number, for so long that a hundred clients have reported on each side.
    std::vector<int> cut;
    for (std::size_t i = 0; i < schedule.edges.size(); ++i) {
        if (schedule.edges[i].first < servers / 2 && schedule.edges[i].second >= servers / 2)
            cut.push_back(static_cast<int>(i));
    }
    for (const int edge : cut)
        herd.act({ 0, Action::Kind::Cut, -1, edge });
    herd.runFor(3 * nsPerSecond);
    for (int i = 0; i < 200; ++i)
        herd.act(report(i % 2 == 0 ? 0 : servers - 1, 100 + i));
    herd.runFor(5 * nsPerSecond);
    for (const int edge : cut)
        herd.act({ 0, Action::Kind::Heal, -1, edge });
    const std::uint64_t all = herd.outcome().lines;
    const std::int64_t begin = herd.nowNs();
    const bool agreed = herd.runUntilAgreed(100 * nsPerSecond, nsPerMillisecond);
    std::printf("| %s | %d | %zu | %.0f (2E-(N-1) = %zu) | %.0f ms | %zu | %s%.0f ms | %.1f | %.0f KiB |\n", shape.name,
        servers, schedule.edges.size(), lines, 2 * schedule.edges.size() - static_cast<std::size_t>(servers - 1),
        ms(took / updates), cut.size(), agreed ? "" : "more than ", ms(herd.nowNs() - begin),
        static_cast<double>(herd.outcome().lines - all) / static_cast<double>(schedule.edges.size()),
        static_cast<double>(residentBytes() - before) / 1024 / servers);
    std::fflush(stdout);
}

} // namespace

int printScale(int mostServers)
{
    static const Shape shapes[]
        = { { "ring", ring }, { "binary tree", binaryTree }, { "grid", grid }, { "small world", smallWorld } };
    std::printf("| shape | servers | links | lines per update | until all have it | links cut | agreed after healing | "
                "lines per link then | memory per server |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    std::fflush(stdout);
    for (const Shape &shape : shapes) {
        for (int servers = 10; servers <= mostServers; servers *= 10) {
            // Each in a process of its own, whose memory is its own.
            if (const pid_t child = fork(); child != 0) {
                waitpid(child, nullptr, 0);
                continue;
            }
            measure(shape, servers);
            _exit(0);
        }
    }
    return 0;
}

} // namespace herdtest
