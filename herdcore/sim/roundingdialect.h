// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/dialect.h"

namespace herdcore::sim {

// `at` as servers in the field write it: times go through six decimals, and differences lose their plus.
[[nodiscard]] const protocol::Dialect &roundingDialect();

} // namespace herdcore::sim
