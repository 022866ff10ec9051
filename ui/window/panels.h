// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"

#include <optional>
#include <span>

namespace ui {

// What a panel is made with; all of it outlives the panel.
struct PanelContext {
    herdcore::control::HerdControl &control;
    LogFollower &follower;
    Selection &selection;
    const Actions &actions;
};

// A panel of the window, which takes a file for the panel itself and one row here. Everything else (dock, menu entry,
// tool bar, layouts, saving) follows from the row.
struct PanelRow {
    const char *name; // of the dock, in saved layouts: never changes
    const char *title; // to be translated in the context ui::Panels
    Qt::DockWidgetArea area;
    // The panel behind which it is a tab, in the wide and in the compact arrangement; null: it has a place of its own.
    const char *tabOfWide = nullptr;
    const char *tabOfCompact = nullptr;
    int heightPercent = 0; // of the window, where it has a place of its own
    bool inLecture = false; // shown in the lecture layout
    bool scrolls = false; // in a scroll area, so that its minimum size does not enlarge a small window
    bool commands = false; // gives commands: disabled once the herd has ended
    std::optional<WindowCommand> shownBy = std::nullopt; // the action that brings it to the front,
    void (*whenShown)(QWidget &panel, const Selection &selection)
        = nullptr; // and what this does besides; null: nothing
    QWidget *(*make)(const PanelContext &context) = nullptr;
};
[[nodiscard]] std::span<const PanelRow> panelRows(); // as the window's menu lists them

} // namespace ui
