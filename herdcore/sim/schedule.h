// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

namespace herdcore::sim {

using Edges = std::vector<std::pair<int, int>>; // each a < b, once

// One thing that is done to a simulated herd.
struct Action {
    enum class Kind {
        Send, // a client sends `line` to `server`
        Cut, // `edge`: what is under way dies, and each end learns of it at its own time
        BlackHole, // `edge`: lines vanish and nobody notices
        Heal, // `edge`, from either
        Crash, // `server`: as if killed
        Restart, // `server`
        Pause, // `server` does nothing for `amount` ms, and then all at once
        DropLines, // `edge`: the next `amount` lines vanish, whichever way they go
        JumpClock, // `server`'s wall clock, by `amount` ms
    };
    std::int64_t atNs = 0;
    Kind kind = Kind::Send;
    int server = -1;
    int edge = -1;
    std::int64_t amount = 0;
    QByteArray line = {};
};

// What a schedule may hold besides clients that report.
struct Mix {
    bool partitions = true; // links are cut and healed, one by one, in swizzles and in halves
    bool crashes = false;
    bool journal = false; // a crashed server comes back with what it held
    bool silentDrops = false; // black holes and single lines that vanish
    bool pauses = false;
    bool clockJumps = false;
    bool legacy = false; // one server knows nothing of greetings and sends each message by itself
};

// A herd and what is done to it: everything that a run depends on besides the servers' own code.
struct Schedule {
    std::uint64_t seed = 0; // also of the network's delays
    int servers = 0;
    Edges edges; // connected
    std::vector<Action> actions; // in the order of time
    int slowLinksPercent = 20; // with up to 50 ms each way; the others have up to 2 ms
    bool journal = false;
    int legacy = -1; // a server, or none
};

// A random connected herd of 3 to 9 servers, or the given one, and 10 to 40 actions within some seconds.
[[nodiscard]] Schedule makeSchedule(std::uint64_t seed, const Mix &mix, int servers = 0, const Edges &edges = {});

[[nodiscard]] QByteArray inWords(const Schedule &schedule); // a line for the herd, and one for each action

} // namespace herdcore::sim
