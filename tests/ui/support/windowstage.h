// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/herdstory.h"
#include "tests/ui/support/fakecommands.h"
#include "ui/window/mainwindow.h"

#include <QDockWidget>
#include <QTest>

namespace uitest {

// A whole window on a story, with commands that are only written down.
struct WindowStage {
    HerdStory story;
    FakeCommands commands;
    ui::LogFollower follower{ story.log, story.profile };
    ui::MainWindow window;

    explicit WindowStage(ui::SettingsStore::Kind kind = ui::SettingsStore::Kind::Forgetful, QSize size = { 1600, 950 })
        : window(commands, follower, ui::SettingsStore(kind))
    {
        window.resize(size);
        window.show();
    }
    void catchUp()
    {
        follower.wake();
        QTRY_COMPARE(follower.position(), story.log.lastId());
    }
    [[nodiscard]] QDockWidget &dock(const char *name) const
    {
        return *window.findChild<QDockWidget *>(QString::fromLatin1(name));
    }
    void trigger(ui::Command command) { window.actions()[command]->trigger(); }
};

} // namespace uitest
