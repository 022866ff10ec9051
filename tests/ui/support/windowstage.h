// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"
#include "ui/window/mainwindow.h"

#include <QDockWidget>
#include <QTest>

namespace uitest {

// A whole window on a story, with commands that are only written down.
struct WindowStage : StoryStage {
    FakeHerd commands;
    herdcore::control::HerdControl control{ commands, follower.state() };
    ui::MainWindow window;

    explicit WindowStage(ui::SettingsStore::Kind kind = ui::SettingsStore::Kind::Forgetful, QSize size = { 1600, 950 })
        : window(control, follower, ui::SettingsStore(kind))
    {
        window.resize(size);
        window.show();
    }
    [[nodiscard]] QDockWidget &dock(const char *name) const
    {
        return *window.findChild<QDockWidget *>(QString::fromLatin1(name));
    }
    void trigger(ui::WindowCommand command) { window.actions()[command]->trigger(); }
};

} // namespace uitest
