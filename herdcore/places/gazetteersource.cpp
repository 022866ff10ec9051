// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/gazetteersource.h"

#include "herdcore/places/nearbyjson.h"

#include <algorithm>
#include <utility>

namespace herdcore::places {

namespace {

// The GeoNames licence, CC BY 4.0, requires this wherever its places are shown.
QByteArrayList attributions()
{
    return { QByteArrayLiteral("Places: <a href=\"https://www.geonames.org/\">GeoNames</a>, "
                               "<a href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>"),
        QByteArrayLiteral("Airports: <a href=\"https://www.faa.gov/\">FAA</a>") };
}

} // namespace

GazetteerSource::GazetteerSource()
{
    Gazetteer::preload();
}

GazetteerSource::GazetteerSource(std::shared_ptr<const Gazetteer> gazetteer)
    : m_gazetteer(std::move(gazetteer))
{ }

void GazetteerSource::ask(const PlacesQuery &query, Done done)
{
    if (!m_gazetteer)
        m_gazetteer = Gazetteer::shared();
    if (m_gazetteer->size() == 0) {
        done({ failureJson("UNKNOWN_ERROR", "The gazetteer is empty."), 0, base::Reason::PlacesFailed });
        return;
    }
    // At least one, to tell "none asked for" from "none found".
    NearbyReply reply{ m_gazetteer->within(query.latitude, query.longitude, query.radiusKm, std::max(query.bound, 1)),
        false, attributions() };
    reply.placesExist = !reply.hits.empty();
    if (query.bound <= 0)
        reply.hits.clear();
    const auto count = static_cast<int>(reply.hits.size());
    done({ nearbyJson(reply), count, base::Reason::None });
}

} // namespace herdcore::places
