// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/herdstory.h"
#include "ui/live/logfollower.h"
#include "ui/live/selection.h"

#include <QTest>

#include <utility>

namespace uitest {

// Lets the follower read all that has been told.
inline void catchUp(ui::LogFollower &follower, const HerdStory &story)
{
    follower.wake();
    QTRY_COMPARE(follower.position(), story.log.lastId());
}

// What every view stands on: a herd's story, the follower that reads it and a selection. Tests add the view.
struct StoryStage {
    HerdStory story;
    ui::LogFollower follower{ story.log, story.profile };
    ui::Selection selection;

    explicit StoryStage(Profile profile = defaultProfile())
        : story(std::move(profile))
    { }
    void catchUp() { uitest::catchUp(follower, story); }
};

} // namespace uitest
