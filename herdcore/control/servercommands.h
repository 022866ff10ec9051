// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/vocabulary.h"

// What the commands that start, stop, freeze and move servers mean: for the table of vocabulary.cpp.
namespace herdcore::control {

// For both.
[[nodiscard]] std::optional<Refusal> because(const QString &why);
[[nodiscard]] QString nameIn(const Situation &now, base::ServerIndex server); // for people

[[nodiscard]] std::optional<Refusal> unlessStartable(const Command &command, const Situation &now);
[[nodiscard]] std::optional<Refusal> unlessRunning(const Command &command, const Situation &now);
[[nodiscard]] std::optional<Refusal> unlessOursRuns(const Command &command, const Situation &now);
[[nodiscard]] std::optional<Refusal> unlessStopped(const Command &command, const Situation &now);
[[nodiscard]] bool isFrozen(const Command &command, const Situation &now);
[[nodiscard]] bool isGone(const Command &command, const Applied &, const Reported &, const Situation &now);
[[nodiscard]] bool anyRuns(const Situation &now);
[[nodiscard]] bool anyIsStopped(const Situation &now);
Applied start(const Command &command, const Situation &, herd::HerdOperations &herd);
Applied startAll(const Command &, const Situation &now, herd::HerdOperations &herd);
[[nodiscard]] std::optional<Refusal> unlessPortsAreThere(const Command &command, const Situation &now);
Applied moveAll(const Command &command, const Situation &now, herd::HerdOperations &herd);
[[nodiscard]] bool haveBegun(const Command &, const Applied &applied, const Reported &reported, const Situation &);

} // namespace herdcore::control
