// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/command.h"
#include "herdcore/control/situation.h"

#include <set>
#include <span>

namespace herdcore::control {

// Why a command cannot be done: one line for people, the same wherever it is shown.
struct Refusal {
    QString message;
};

// What a command was found to do when it was applied.
struct Applied {
    profile::FaultNumber fault = profile::FaultNumber::None; // Fault
    std::vector<profile::LinkProfile> cut; // Partition: all links that are to be cut
    std::vector<profile::LinkProfile> healed; // Partition: those that were cut and are not in it
    std::vector<profile::LinkProfile> uncut; // Partition: those that join external servers, and so cannot be cut
    std::vector<base::ServerIndex> servers; // that a Start, StartAll, MoveAll or Forget concerns
    std::set<std::pair<base::ServerIndex, base::ServerIndex>> ends; // of links, that are to report it: Fault, Reset
};

// What the log has said since a command was applied, of what it set going.
struct Reported {
    std::set<base::ServerIndex> begun; // listens now, or cannot
    std::set<std::pair<base::ServerIndex, base::ServerIndex>> lost; // ends of links that went down
    std::set<std::pair<base::ServerIndex, base::ServerIndex>> faulty; // ends that have set the fault
    std::set<base::ServerIndex> forgot; // the client, or had nothing to forget
    bool hasForgotten = false; // one of them had
};

// How the words behind a command's name are read.
enum class Takes {
    Nothing,
    Link,
    FaultOrLink,
    LinkAndWords,
    Partition,
    Server,
    ServerAndPort,
    Port,
    Repair,
    DirectionAndCount,
    Client
};

// What one command means. This table is the only place that says so.
struct Meaning {
    Command::Kind kind;
    const char *name; // null: written as another command is
    Takes takes;
    const char *help;
    std::optional<Refusal> (*refusal)(const Command &, const Situation &); // null: it can always be done
    bool (*changes)(const Command &, const Situation &); // whether it would change anything; null: yes
    Applied (*apply)(const Command &, const Situation &, herd::HerdOperations &); // null: a question
    bool (*isDone)(const Command &, const Applied &, const Reported &, const Situation &); // null: at once
};
[[nodiscard]] std::span<const Meaning> vocabulary(); // in the order of the help
[[nodiscard]] const Meaning &meaningOf(Command::Kind kind);

} // namespace herdcore::control
