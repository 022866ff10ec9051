// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/overpassprovider.h"

#include "herdcore/places/geocircle.h"
#include "herdcore/places/nearbyjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace herdcore::places {

namespace {

// The licence, ODbL, requires this wherever its places are shown.
constexpr char attribution[] = "Places: \u00a9 <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a> "
                               "contributors, ODbL";

QJsonValue member(const QJsonValue &object, const char *name)
{
    return object[QLatin1String(name)];
}

QByteArray text(const QJsonValue &object, const char *name)
{
    return member(object, name).toString().toUtf8();
}

QByteArray idOf(const QJsonValue &element)
{
    const QByteArray type = text(element, "type");
    const double number = member(element, "id").toDouble();
    const bool isKnown = type == "node" || type == "way" || type == "relation";
    if (!isKnown || number < 1 || number > 9e15)
        return {};
    return "OSM" + QByteArray(1, static_cast<char>(type[0] - 'a' + 'A')) + decimal(std::floor(number));
}

QByteArrayList typesOf(const QJsonValue &tags)
{
    QByteArrayList types;
    for (const char *key : { "amenity", "tourism", "shop", "leisure" }) {
        const QByteArray value = text(tags, key);
        // "shop=yes" means a shop of unknown type.
        const QByteArray type = value == "yes" ? QByteArray(key) : value;
        if (!type.isEmpty() && !types.contains(type))
            types += type;
    }
    return types + QByteArrayList{ "point_of_interest", "establishment" };
}

QByteArray vicinityOf(const QJsonValue &tags)
{
    const QByteArray street = text(tags, "addr:street");
    const QByteArray number = text(tags, "addr:housenumber");
    QByteArrayList parts;
    if (!street.isEmpty())
        parts += number.isEmpty() ? street : number + ' ' + street;
    if (const QByteArray city = text(tags, "addr:city"); !city.isEmpty())
        parts += city;
    return parts.join(", ");
}

// The position of a way or relation is its centre.
std::optional<Hit> hitOf(const QJsonValue &element, const GeoCircle &circle)
{
    const QJsonValue centre = member(element, "center");
    const QJsonValue &where = centre.isObject() ? centre : element;
    const QJsonValue tags = member(element, "tags");
    Hit hit;
    hit.placeId = idOf(element);
    hit.name = text(tags, "name");
    hit.latitude = member(where, "lat").toDouble(NAN);
    hit.longitude = member(where, "lon").toDouble(NAN);
    if (hit.placeId.isEmpty() || hit.name.isEmpty() || !(std::abs(hit.latitude) <= 90)
        || !(std::abs(hit.longitude) <= 180))
        return std::nullopt;
    hit.types = typesOf(tags);
    hit.vicinity = vicinityOf(tags);
    hit.distanceKm = circle.distanceKm(hit.latitude, hit.longitude);
    return hit;
}

bool isNearer(const Hit &a, const Hit &b)
{
    return a.distanceKm != b.distanceKm ? a.distanceKm < b.distanceKm : a.placeId < b.placeId;
}

} // namespace

Provider::ProviderPolicy OverpassProvider::policy() const
{
    return { 2, { 30'000, 30'000 }, true };
}

FetchRequest OverpassProvider::request(const PlacesQuery &query, const ProviderAccess &access) const
{
    FetchRequest request;
    request.url = urlOf(access.baseUrl, QStringLiteral("/api/interpreter"));
    request.headers = { { "Content-Type", "application/x-www-form-urlencoded" } };
    request.body = "[out:json][timeout:10];nwr(around:" + decimal(radiusMetres(query)) + ',' + decimal(query.latitude)
        + ',' + decimal(query.longitude)
        + ")[\"name\"][~\"^(amenity|tourism|shop|leisure)$\"~\".\"];out center tags 200;";
    return request;
}

Provider::Reading OverpassProvider::read(const PlacesQuery &query, const QByteArray &body) const
{
    const QJsonDocument document = parsedObject(body);
    const QJsonValue elements = document.object().value(QLatin1String("elements"));
    if (!elements.isArray())
        return malformed();
    NearbyReply reply{ {}, false, { attribution } };
    const GeoCircle circle(query.latitude, query.longitude, query.radiusKm);
    for (const QJsonValue &element : elements.toArray()) {
        if (auto hit = hitOf(element, circle))
            reply.hits.push_back(*std::move(hit));
    }
    // Overpass may give up halfway with status 200 and report it in a remark.
    const QByteArray remark = text(document.object(), "remark");
    if (reply.hits.empty() && remark.contains("error"))
        return ProviderFailure{ "UNKNOWN_ERROR", remark };
    reply.placesExist = !reply.hits.empty();
    std::sort(reply.hits.begin(), reply.hits.end(), isNearer);
    if (reply.hits.size() > static_cast<std::size_t>(std::max(query.bound, 0)))
        reply.hits.resize(static_cast<std::size_t>(std::max(query.bound, 0)));
    const auto count = static_cast<int>(reply.hits.size());
    return PlacesAnswer{ nearbyJson(reply), count };
}

// Errors come as an HTML page, which adds nothing to the status.
QByteArray OverpassProvider::errorMessage(const QByteArray &) const
{
    return {};
}

} // namespace herdcore::places
