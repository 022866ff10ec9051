// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/random.h"

namespace herdcore::sim {

using base::Random;

} // namespace herdcore::sim
