// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/placesfactory.h"

#include "herdcore/places/gazetteersource.h"
#include "herdcore/places/googlelegacyprovider.h"
#include "herdcore/places/googleprovider.h"
#include "herdcore/places/onlinesource.h"
#include "herdcore/places/overpassprovider.h"
#include "herdcore/places/syntheticsource.h"

namespace herdcore::places {

std::unique_ptr<PlacesSource> makePlacesSource(const PlacesSettings &settings)
{
    if (settings.source == QLatin1String("gazetteer"))
        return std::make_unique<GazetteerSource>();
    if (settings.source == QLatin1String("google"))
        return std::make_unique<OnlineSource>(settings, std::make_unique<GoogleProvider>());
    if (settings.source == QLatin1String("google-legacy"))
        return std::make_unique<OnlineSource>(settings, std::make_unique<GoogleLegacyProvider>());
    if (settings.source == QLatin1String("overpass"))
        return std::make_unique<OnlineSource>(settings, std::make_unique<OverpassProvider>());
    if (settings.source == QLatin1String("always-ok"))
        return std::make_unique<SyntheticSource>();
    return nullptr;
}

} // namespace herdcore::places
