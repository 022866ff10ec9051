// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/updatesummary.h"
#include "ui/topology/topologyscene.h"

#include <functional>

namespace ui {

// What of the scene is marked.
struct TopologyMarks {
    std::function<bool(TopologyItem)> isSelected;
    TopologyItem focused; // only while the view has the keyboard
    TopologyItem hovered;
    const UpdateSummary *followed = nullptr; // null: none
};

} // namespace ui
