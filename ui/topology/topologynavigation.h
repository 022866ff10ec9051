// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/topology/topologyscene.h"

#include <optional>

namespace ui {

// Keyboard navigation in the topology.

// The item `step` places on: servers first, then links, as the profile lists them. Null beyond either end; from
// Nothing the walk begins at the first or the last.
[[nodiscard]] std::optional<TopologyItem> itemAfter(const TopologyScene &scene, TopologyItem item, int step);

// The nearest item in that direction (a vector) on the screen; what lies straight ahead counts as nearer than what lies
// aside. Null: there is none ahead.
[[nodiscard]] std::optional<TopologyItem> itemTowards(const TopologyScene &scene, TopologyItem item, QPointF direction);

} // namespace ui
