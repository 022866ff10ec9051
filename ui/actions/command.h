// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/icons.h"

#include <array>

namespace ui {

enum class Command {
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
    InjectHere,
    Demo,
    Places,
    ClearSelection,
    Profiles,
    OpenProfile,
    EditProfile,
    NewProfile,
    Fit,
    TextLarger,
    TextSmaller,
    TextNormal,
    FullScreen,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    LayoutLecture,
    LayoutDebug,
    LayoutCompact,
    ResetLayout,
    Palette,
    Shortcuts,
    About,
    Quit,
};
constexpr int commandCount = static_cast<int>(Command::Quit) + 1;

// How a command is shown. Texts are in the language of the source, to be translated in the context ui::Actions.
struct CommandRow {
    Command command;
    Glyph glyph;
    const char *text;
    const char *shortcut; // portable; empty: none
    const char *tip;
};
[[nodiscard]] const std::array<CommandRow, commandCount> &commandRows(); // in the order of Command

} // namespace ui
