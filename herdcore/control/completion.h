// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/vocabulary.h"

namespace herdcore::control {

// Whether a command that was applied has been done, as the log says: after a cut, both ends have lost the link. Give it
// every event that is folded after the command was applied. An end or a server that this process does not run is not
// waited for.
class Completion
{
public:
    Completion(Command command, Applied applied)
        : m_command(std::move(command))
        , m_applied(std::move(applied))
    { }

    void take(const observe::EventView &event);
    [[nodiscard]] bool isDone(const Situation &now) const;

    // Once it is done: what to answer, each line with its end; or why it came to nothing after all.
    [[nodiscard]] base::Expected<QByteArray, Refusal> answer(const Situation &now) const;

private:
    Command m_command;
    Applied m_applied;
    Reported m_reported;
};

// What there is to say of a herd: its servers, links and repair, one a line; its faults and cuts.
[[nodiscard]] QByteArray statusText(const Situation &now);
[[nodiscard]] QByteArray faultsText(const Situation &now);

} // namespace herdcore::control
