// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/commandline.h"
#include "herdcore/herd/fault.h"

#include <optional>
#include <utility>

namespace herdd {

// One command of `herdd ctl`, understood.
struct ControlCommand {
    enum class Kind {
        Status,
        Faults,
        Cut,
        Heal,
        HealFault,
        HealAll,
        Fault,
        Reset,
        Partition,
        Freeze,
        Thaw,
        Crash,
        Stop,
        Start,
        Repair,
        Release
    };
    Kind kind = Kind::Status;
    herdcore::herd::LinkProfile link = {};
    herdcore::herd::FaultDirection direction = herdcore::herd::FaultDirection::Both;
    herdcore::base::Disturbance how = {};
    herdcore::herd::FaultNumber number = herdcore::herd::FaultNumber::None;
    herdcore::herd::Partition partition = herdcore::herd::Partition::Halves;
    herdcore::base::ServerIndex server = herdcore::base::ServerIndex::None;
    std::optional<herdcore::herd::Repair> repair = std::nullopt; // none: which one it is
    int lines = 1;

    friend bool operator==(const ControlCommand &, const ControlCommand &) = default;
};

[[nodiscard]] herdcore::base::Expected<ControlCommand, UsageError> parseControlCommand(
    const herdcore::herd::Profile &profile, const QStringList &words);

// One line for each command.
[[nodiscard]] QByteArray controlHelp();

} // namespace herdd
