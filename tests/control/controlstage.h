// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/completion.h"
#include "herdcore/control/herdcontrol.h"

#include "tests/support/fakeherd.h"
#include "tests/support/herdstory.h"

namespace uitest {

using herdcore::control::Command, herdcore::control::Completion, herdcore::control::HerdControl;
using herdcore::state::HerdState;

// A control on a story, with a herd that writes down what it is asked for.
struct Stage {
    HerdStory story;
    FakeHerd herd;
    HerdState state;
    HerdControl control{ herd, state };
    EventId next{ 1 };

    explicit Stage(Profile profile = defaultProfile())
        : story(profile)
        , state(profile)
    { }

    // Folds what the story has told since, and gives it to whoever waits.
    void fold(Completion *completion = nullptr)
    {
        for (const auto &event : story.log.read(next)) {
            state.fold(event);
            if (completion)
                completion->take(event);
            next = EventId{ number(event.id) + 1 };
        }
    }
    [[nodiscard]] Completion begin(const Command &command)
    {
        herd.asked.clear();
        const auto applied = control.begin(command);
        if (!applied)
            qFatal("%s", qPrintable(applied.error().message));
        return Completion(command, *applied);
    }
    [[nodiscard]] QString refusal(const Command &command) const
    {
        const auto refused = control.refusal(command);
        return refused ? refused->message : QString();
    }
    [[nodiscard]] QStringList asked(const Command &command)
    {
        (void)begin(command);
        return herd.asked;
    }
};

} // namespace uitest
