// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/dialect.h"

#include <QByteArray>

#include <cstdint>
#include <utility>
#include <vector>

namespace herdcore::sim {

using Edges = std::vector<std::pair<int, int>>; // each a < b, once

// One thing that is done to a simulated herd.
struct Action {
    enum class Kind {
        Send, // a client sends `line` to `server`
        Burst, // `amount` reports of as many clients, whose ids have `idBytes` and begin with `line`, on one connection
        Lie, // somebody greets `server` as its neighbour on `edge`, and then says no more, but stays
        Crowd, // `amount` clients connect to `server` and say nothing
        Cut, // `edge`: what is under way dies, and each end learns of it at its own time
        UserCut, // `edge`: by a command at both ends
        Stall, // `edge`: nothing arrives until it is healed, and nobody notices
        BlackHole, // `edge`: lines vanish and nobody notices
        Heal, // `edge`, from any of these
        Stop, // `server`, in an orderly way
        Crash, // `server`: as if killed
        Restart, // `server`
        Pause, // `server` does nothing for `amount` ms, and then all at once
        DropLines, // `edge`: the next `amount` lines of each end vanish
        JumpClock, // `server`'s wall clock, by `amount` ms
        Forget, // the user forgets the client `line` at `server`
    };
    std::int64_t atNs = 0;
    Kind kind = Kind::Send;
    int server = -1;
    int edge = -1;
    std::int64_t amount = 0;
    QByteArray line = {};
    int idBytes = 0;
};

// What a schedule may hold besides clients that report.
struct Mix {
    bool partitions = true; // links are cut and healed, one by one, in swizzles and in halves
    bool crashes = false;
    bool journal = false; // a crashed server comes back with what it held
    bool silentDrops = false; // black holes and single lines that vanish
    bool stops = false; // orderly ones
    bool userCuts = false;
    bool stalls = false; // of links, and long pauses of servers
    int burst = 0; // clients that report at once, up to so many
    int idBytes = 0; // of these, up to so many
    bool fullLinks = false; // small buffers and narrow links
    bool liars = false; // who greet as a neighbour and say no more
    bool smallTables = false; // with room for fewer clients than there are
    bool crowds = false; // that use up a server's connections
    bool mixedRepair = false; // one end of some links does not repair by sync
    bool perMessage = false; // a connection for each line
    protocol::DialectKind dialect = protocol::DialectKind::Sync;
    bool pauses = false;
    bool clockJumps = false;
    bool forgets = false; // the user forgets clients, at one server each
    bool legacy = false; // one server knows nothing of greetings and sends each message by itself
    bool rounds = false; // and it rounds times
};

// A herd and what is done to it: everything that a run depends on besides the servers' own code.
struct Schedule {
    std::uint64_t seed = 0; // also of the network's delays
    int servers = 0;
    Edges edges; // connected
    std::vector<Action> actions; // in the order of time
    int slowLinksPercent = 20; // with up to 50 ms each way; the others have up to 2 ms
    int narrowLinksPercent = 0; // with 50 kB/s to 2 MB/s; the others are as fast as can be
    qsizetype pipeBytes = 256 * 1024; // that a connection holds, each way
    qsizetype fullBytes = 64 * 1024; // a link with more unsent is full
    int connections = 10'000; // that a server takes
    qsizetype tableBytes = 0; // that a server's table may take; 0: plenty
    bool mixesRepair = false;
    bool isPerMessage = false;
    protocol::DialectKind dialect = protocol::DialectKind::Sync;
    bool journal = false;
    int legacy = -1; // a server, or none
    bool legacyRounds = false;
};

// A random connected herd of 3 to 9 servers, or the given one, and 10 to 40 actions within some seconds.
[[nodiscard]] Schedule makeSchedule(std::uint64_t seed, const Mix &mix, int servers = 0, const Edges &edges = {});

[[nodiscard]] QByteArray inWords(const Schedule &schedule); // a line for the herd, and one for each action

} // namespace herdcore::sim
