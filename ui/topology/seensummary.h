// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/updatesummary.h"
#include "ui/topology/messageanimation.h"

namespace ui {

// The summary as far as it can be seen: without the messages that are still on their way on the screen, and the servers
// that only these have reached. So the sentence grows as the animation does, and ends as the summary is.
[[nodiscard]] UpdateSummary asSeen(UpdateSummary summary, const MessageAnimation &animation, double nowMs);

} // namespace ui
