// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/updatetracer.h"

#include <QString>

namespace ui {

using herdcore::state::UpdateSummary;
using herdcore::state::UpdateTracer;

// "8 sends, 4 useful, 4 redundant; reached 5 of 5 in 2 hops, 0.9 ms", for people; what is rare is left out when it is
// 0.
[[nodiscard]] QString summaryText(const UpdateSummary &summary);

} // namespace ui
