// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/provider.h"

namespace herdcore::places {

// Google's Places API (New), Nearby Search; its reply is converted to the legacy form. The key is sent in a header.
class GoogleProvider final : public Provider
{
public:
    [[nodiscard]] ProviderPolicy policy() const override;
    [[nodiscard]] FetchRequest request(const PlacesQuery &query, const ProviderAccess &access) const override;
    [[nodiscard]] Reading read(const PlacesQuery &query, const QByteArray &body) const override;
    [[nodiscard]] QByteArray errorMessage(const QByteArray &body) const override;
};

// For Google, new and legacy: 10 requests at a time, a back-off of 1 s that doubles to 64 s, and answers are not
// stored.
[[nodiscard]] Provider::ProviderPolicy googlePolicy();

} // namespace herdcore::places
