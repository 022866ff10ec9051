// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/socketcalls.h"
#include "herdcore/sim/random.h"
#include "herdcore/sim/schedule.h"
#include "herdcore/sim/simclock.h"
#include "herdcore/sim/simpoller.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace herdcore::sim {

// One end of a connection, as the process that has it sees it.
struct SimEnd {
    int server = -1; // -1: a client's
    SimPoller *poller = nullptr; // null: nobody has accepted it yet
    int fd = -1;
    bool isConnected = false;
    bool isClosed = false;
    bool isDead = false; // reset, or never connected
    int error = 0; // that has not been told yet
    QByteArray unread;
    qsizetype taken = 0; // of `unread`
    bool hasFinished = false; // writes no more
    bool isInputEnded = false; // the other end writes no more
};

// The bytes on their way to one end.
struct SimPipe {
    struct Piece {
        QByteArray bytes;
        bool isLast = false; // the end of input
    };
    qsizetype used = 0; // of its room: sent, and not read yet
    std::int64_t lastArrivalNs = 0;
    std::int64_t busyUntilNs = 0; // with what was sent, at a limited bandwidth
    std::deque<Piece> stalled; // arrives when the link is whole again
};

struct SimConnection {
    int edge = -1; // -1: of a client
    bool isCut = false;
    SimEnd end[2]; // who dialled, who was called
    SimPipe to[2];
};
using SimConnectionPtr = std::shared_ptr<SimConnection>;

// Connections as TCP makes them: two pipes of bytes, each with so much room, over links that have a delay and perhaps a
// bandwidth each way. A link may be cut: what is under way dies, and each end learns of it in its own time. Or it
// stalls: nothing arrives until it is whole again, and nobody notices. Errors are errno values.
class SimNet
{
public:
    // Where a server listens.
    class Door
    {
    public:
        virtual ~Door() = default;
        virtual void onCaller(const SimConnectionPtr &connection) = 0; // its end 1 is connected, and nobody's yet
    };

    SimNet(const Schedule &schedule, SimClock &clock);

    bool open(int port, Door &door); // false: it is taken
    void shut(int port) { m_doors.erase(port); }

    [[nodiscard]] SimConnectionPtr dial(int fromServer, int toServer, int port, SimPoller &poller, int fd);
    [[nodiscard]] int dialResult(SimConnection &connection) const;
    [[nodiscard]] qsizetype send(const SimConnectionPtr &connection, int end, QByteArrayView bytes); // -1: errno
    [[nodiscard]] qsizetype receive(const SimConnectionPtr &connection, int end, char *into, qsizetype size);
    [[nodiscard]] int peek(SimConnection &connection, int end) const;
    void finish(const SimConnectionPtr &connection, int end);
    void close(const SimConnectionPtr &connection, int end, net::Goodbye goodbye);
    [[nodiscard]] Readiness readiness(const SimConnection &connection, int end) const;

    void cut(int edge);
    void stall(int edge) { m_edges[index(edge)].isStalled = true; }
    void heal(int edge);
    [[nodiscard]] std::int64_t bytesUnderWay() const { return m_underWay; }

private:
    struct Edge {
        std::int64_t delayNs[2] = {};
        std::int64_t bytesPerSecond = 0; // 0: unlimited
        bool isCut = false;
        bool isStalled = false;
        std::vector<std::weak_ptr<SimConnection>> connections;
    };
    [[nodiscard]] static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] std::int64_t delayNs(const SimConnection &connection, int toEnd) const;
    [[nodiscard]] bool isWhole(const SimConnection &connection) const;
    [[nodiscard]] bool isStalled(const SimConnection &connection) const;
    void arriveCall(const SimConnectionPtr &connection, int port);
    void transmit(const SimConnectionPtr &connection, int toEnd, SimPipe::Piece piece);
    void arrive(const SimConnectionPtr &connection, int toEnd, SimPipe::Piece piece);
    void deliver(const SimConnectionPtr &connection, int toEnd, const SimPipe::Piece &piece);
    void fail(const SimConnectionPtr &connection, int end, int error, std::int64_t inNs);
    static void look(const SimEnd &end);

    SimClock &m_clock;
    Random m_random;
    const qsizetype m_room; // of each pipe
    std::map<std::pair<int, int>, int> m_edgeOf;
    std::vector<Edge> m_edges;
    std::map<int, Door *> m_doors;
    std::int64_t m_underWay = 0; // sent and not arrived
};

} // namespace herdcore::sim
