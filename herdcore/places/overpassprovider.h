// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/provider.h"

namespace herdcore::places {

// OpenStreetMap's places from an Overpass server: no key, two requests at a time, a pause of 30 s after "too many
// requests". Ids are "OSM" and N, W or R (node, way, relation) and OpenStreetMap's number.
class OverpassProvider final : public Provider
{
public:
    [[nodiscard]] ProviderPolicy policy() const override;
    [[nodiscard]] FetchRequest request(const PlacesQuery &query, const ProviderAccess &access) const override;
    [[nodiscard]] Reading read(const PlacesQuery &query, const QByteArray &body) const override;
    [[nodiscard]] QByteArray errorMessage(const QByteArray &body) const override;
};

} // namespace herdcore::places
