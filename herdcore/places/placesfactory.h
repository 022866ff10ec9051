// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessource.h"

#include <QStringList>

#include <memory>

namespace herdcore::places {

// The names that makePlacesSource() knows, the default first.
[[nodiscard]] QStringList placesSourceNames();

// A new source for one engine thread, called on that thread. Null for any other name: the caller says so.
[[nodiscard]] std::unique_ptr<PlacesSource> makePlacesSource(QStringView name);

} // namespace herdcore::places
