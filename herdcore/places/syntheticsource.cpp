// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/syntheticsource.h"

#include "herdcore/places/nearbyjson.h"

#include <algorithm>
#include <cmath>

namespace herdcore::places {

namespace {

constexpr double kmPerDegree = 111.2;

// The places stand on the meridian of the query, at equal steps towards the equator: within the radius at both poles.
Hit place(const PlacesQuery &query, int number)
{
    Hit hit;
    hit.distanceKm = query.radiusKm * number / (query.bound + 1);
    const double step = hit.distanceKm / kmPerDegree;
    hit.latitude = query.latitude + (query.latitude > 0 ? -step : step);
    hit.longitude = query.longitude;
    const QByteArray n = QByteArray::number(number);
    hit.name = "Synthetic place " + n + " (does not exist)";
    hit.placeId = "SYNTHETIC" + n;
    hit.vicinity = "Synthetic, for tests";
    hit.types = { "synthetic" };
    return hit;
}

} // namespace

void SyntheticSource::ask(const PlacesQuery &query, Done done)
{
    NearbyReply reply;
    reply.placesExist = true;
    reply.htmlAttributions = { "Synthetic places for tests: none of them exists" };
    for (int number = 1; number <= query.bound; ++number)
        reply.hits.push_back(place(query, number));
    const auto count = static_cast<int>(reply.hits.size());
    done({ nearbyJson(reply), count, base::Reason::None });
}

} // namespace herdcore::places
