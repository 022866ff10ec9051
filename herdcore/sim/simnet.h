// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"
#include "herdcore/sim/random.h"
#include "herdcore/sim/schedule.h"

#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <vector>

namespace herdcore::sim {

// A virtual clock: what is to happen, in the order of time, and of asking where the time is the same.
class SimClock
{
public:
    [[nodiscard]] std::int64_t nowNs() const { return m_nowNs; }
    void at(std::int64_t ns, std::function<void()> act);
    void in(std::int64_t ns, std::function<void()> act) { at(m_nowNs + ns, std::move(act)); }
    // The next thing happens; false when there is none up to `untilNs`, where the clock then stands.
    bool step(std::int64_t untilNs);

private:
    struct Event {
        std::int64_t atNs;
        std::uint64_t number;
        std::function<void()> act;
        friend bool operator<(const Event &a, const Event &b) // the first on top
        {
            return a.atNs != b.atNs ? a.atNs > b.atNs : a.number > b.number;
        }
    };
    std::int64_t m_nowNs = 0;
    std::uint64_t m_asked = 0;
    std::priority_queue<Event> m_events;
};

// Connections between servers, over links that have a delay each way and may be cut, healed, or lose lines without a
// word. Lines of one direction arrive in order. What is under way when a link is cut dies, and each end learns of the
// cut in its own time. Ends learn of events by the calls of an Owner, never from inside a call of this class.
class SimNet
{
public:
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void onDialled(int server, int neighbour, base::ConnectionId connection) = 0;
        virtual void onDialFailed(int server, int neighbour) = 0;
        virtual void onLine(int server, base::ConnectionId connection, const QByteArray &line) = 0;
        virtual void onClosed(int server, int neighbour, base::ConnectionId connection) = 0;
        [[nodiscard]] virtual bool isAlive(int server) const = 0;
    };

    SimNet(const Schedule &schedule, SimClock &clock, Owner &owner);

    base::ConnectionId dial(int server, int neighbour);
    void send(base::ConnectionId from, const QByteArray &line);
    void close(
        base::ConnectionId end, bool atOnce); // the other end learns of it after what is under way, or instead of it
    void serverDied(int server); // resets its connections

    void cut(int edge);
    void blackHole(int edge) { m_edges[index(edge)].isBlackHole = true; }
    void heal(int edge);
    void dropLines(int edge, std::int64_t lines) { m_edges[index(edge)].linesToDrop += lines; }
    [[nodiscard]] bool isWhole(int edge) const;
    [[nodiscard]] std::uint64_t linesUnderWay() const { return m_underWay; }

private:
    struct Edge {
        std::int64_t delayNs[2] = {};
        bool isCut = false;
        bool isBlackHole = false;
        std::int64_t linesToDrop = 0;
    };
    struct Connection {
        int edge = -1;
        int server[2] = { -1, -1 }; // who dialled, who was called
        bool isOpen[2] = { false, false }; // as that end believes
        bool isPending = true; // dialled, and not answered yet
        bool isWhole = true; // not cut
        std::int64_t lastArrivalNs[2] = {}; // at that end
    };
    [[nodiscard]] static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] static base::ConnectionId idOf(std::uint64_t number, int end)
    {
        return base::ConnectionId{ number * 2 + static_cast<std::uint64_t>(end) };
    }
    [[nodiscard]] std::optional<int> edgeBetween(int a, int b) const;
    [[nodiscard]] std::int64_t arrivalNs(Connection &connection, int atEnd);
    void closeEnd(std::uint64_t number, int end, std::int64_t atNs);

    SimClock &m_clock;
    Owner &m_owner;
    Random m_random;
    std::map<std::pair<int, int>, int> m_edgeOf;
    std::vector<Edge> m_edges;
    std::map<std::uint64_t, Connection> m_connections; // those that an end believes to be open
    std::uint64_t m_lastConnection = 0;
    std::uint64_t m_underWay = 0;
};

} // namespace herdcore::sim
