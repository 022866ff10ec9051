// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/provider.h"

namespace herdcore::places {

// Google's legacy Nearby Search, for projects that still have it. Its answer is passed on as received, cut to the
// bound. The key is part of the URL.
class GoogleLegacyProvider final : public Provider
{
public:
    [[nodiscard]] ProviderPolicy policy() const override;
    [[nodiscard]] FetchRequest request(const PlacesQuery &query, const ProviderAccess &access) const override;
    [[nodiscard]] Reading read(const PlacesQuery &query, const QByteArray &body) const override;
    [[nodiscard]] QByteArray errorMessage(const QByteArray &body) const override;
};

} // namespace herdcore::places
