// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/gazetteer.h"
#include "herdcore/places/placessource.h"

#include <memory>

namespace herdcore::places {

// Places from the program itself: no network, no key, the same answer on every machine. Answers at once; only a query
// in the first moments of the process may have to wait for the gazetteer to load.
class GazetteerSource final : public PlacesSource
{
public:
    GazetteerSource(); // uses the embedded gazetteer and starts loading it
    explicit GazetteerSource(std::shared_ptr<const Gazetteer> gazetteer);

    // `done` is called before this returns. An empty gazetteer counts as a failed provider.
    void ask(const PlacesQuery &query, Done done) override;

private:
    std::shared_ptr<const Gazetteer> m_gazetteer; // null: the shared one, taken at the first query
};

} // namespace herdcore::places
