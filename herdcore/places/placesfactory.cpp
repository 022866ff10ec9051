// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/placesfactory.h"

#include "herdcore/places/gazetteersource.h"

namespace herdcore::places {

QStringList placesSourceNames()
{
    return { QStringLiteral("gazetteer") };
}

std::unique_ptr<PlacesSource> makePlacesSource(QStringView name)
{
    if (name == QLatin1String("gazetteer"))
        return std::make_unique<GazetteerSource>();
    return nullptr;
}

} // namespace herdcore::places
