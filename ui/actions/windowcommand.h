// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/command.h"
#include "herdcore/state/herdstate.h"
#include "ui/kit/icons.h"
#include "ui/live/selection.h"

#include <array>
#include <vector>

namespace ui {

// The commands of the window, in the order of the list of shortcuts.
enum class WindowCommand {
    StartAll,
    StopAll,
    Start,
    Stop,
    Crash,
    Freeze,
    Thaw,
    Cut,
    Heal,
    HealAll,
    ResetLink,
    Faults,
    PartitionHalves,
    PartitionIsolate,
    PartitionBridge,
    PartitionRing,
    RepairNone,
    RepairPush,
    RepairSync,
    ForgetClient,
    Undo,
    Redo,
    InjectHere,
    Demo,
    Places,
    ClearSelection,
    Profiles,
    OpenProfile,
    EditProfile,
    NewProfile,
    Fit,
    Arrange,
    NextPane,
    PreviousPane,
    TextLarger,
    TextSmaller,
    TextNormal,
    FullScreen,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ReducedMotion,
    ClockLocal,
    ClockUtc,
    ClockSinceStart,
    LayoutLecture,
    LayoutDebug,
    LayoutCompact,
    ResetLayout,
    Palette,
    Shortcuts,
    About,
    Quit,
};
constexpr int windowCommandCount = static_cast<int>(WindowCommand::Quit) + 1;

// What is checked while it holds: by itself, or one of a group.
enum class Toggle { No, Alone, Theme, Clock, Repair };

// All there is to a command of the window: how it is shown, what it asks of the herd and when it is available. Texts
// are in the language of the source, to be translated in the context ui::Actions.
struct WindowCommandRow {
    WindowCommand command;
    Glyph glyph;
    const char *text;
    const char *shortcut; // portable; empty: none
    const char *tip;
    // What it asks of the herd, given what is selected: of several things, one for each; empty: nothing that it is for
    // is selected. Available while the herd would do one of them and it would change something. Null: it concerns the
    // window, and its owner does it.
    std::vector<herdcore::control::Command> (*ask)(const Selection &, const herdcore::profile::Profile &) = nullptr;
    // Whether a command of the window is available; the state is null once the herd has ended. Null: always.
    bool (*isAvailable)(const Selection &, const herdcore::state::HerdState *) = nullptr;
    Toggle toggle = Toggle::No;
};
[[nodiscard]] const std::array<WindowCommandRow, windowCommandCount> &windowCommandRows(); // in the order of the enum

} // namespace ui
