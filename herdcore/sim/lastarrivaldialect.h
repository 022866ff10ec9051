// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/dialect.h"

namespace herdcore::sim {

// What students write: of two records with the same time the last to arrive wins. Only to see the checks notice.
[[nodiscard]] const protocol::Dialect &lastArrivalDialect();

} // namespace herdcore::sim
