// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace herdtest {

// ./dev sim --scale [--most N]: herds of 10, 100, 1,000 and 10,000 servers on several shapes of graph, and what an
// update, a partition that heals, and a server cost in them. The table in docs/performance.md.
int printScale(int mostServers);

} // namespace herdtest
