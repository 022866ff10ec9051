// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessettings.h"
#include "herdcore/places/placessource.h"

#include <memory>

namespace herdcore::places {

// A new source for one engine thread, to be called on that thread. Null for a name that is not in placesSourceNames();
// the caller reports it.
[[nodiscard]] std::unique_ptr<PlacesSource> makePlacesSource(const PlacesSettings &settings);

} // namespace herdcore::places
