// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/commandline.h"
#include "herdcore/profile/fault.h"
#include "herdcore/profile/partition.h"

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
    herdcore::profile::LinkProfile link = {};
    herdcore::profile::FaultDirection direction = herdcore::profile::FaultDirection::Both;
    herdcore::base::Impairment how = {};
    herdcore::profile::FaultNumber number = herdcore::profile::FaultNumber::None;
    herdcore::profile::Partition partition = herdcore::profile::Partition::Halves;
    herdcore::base::ServerIndex server = herdcore::base::ServerIndex::None;
    std::optional<herdcore::profile::Repair> repair = std::nullopt; // none: which one it is
    int lines = 1;

    friend bool operator==(const ControlCommand &, const ControlCommand &) = default;
};

[[nodiscard]] herdcore::base::Expected<ControlCommand, UsageError> parseControlCommand(
    const herdcore::profile::Profile &profile, const QStringList &words);

// One line for each command.
[[nodiscard]] QByteArray controlHelp();

} // namespace herdd
