// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/googleprovider.h"

#include "herdcore/places/nearbyjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace herdcore::places {

namespace {

constexpr int mostResults = 20; // maxResultCount is 1 to 20

// What the legacy form has; further fields may cost more.
constexpr char fieldMask[] = "places.id,places.displayName,places.location,places.viewport,"
                             "places.shortFormattedAddress,places.types,places.attributions";

QJsonValue member(const QJsonValue &object, const char *name)
{
    return object[QLatin1String(name)];
}

QByteArray text(const QJsonValue &object, const char *name)
{
    return member(object, name).toString().toUtf8();
}

bool isSpot(const QJsonValue &value)
{
    // Protobuf's JSON omits numbers that are 0.
    const QJsonValue latitude = member(value, "latitude");
    const QJsonValue longitude = member(value, "longitude");
    return value.isObject() && (latitude.isDouble() || latitude.isUndefined())
        && (longitude.isDouble() || longitude.isUndefined());
}

std::optional<Hit> hitOf(const QJsonValue &place)
{
    Hit hit;
    hit.placeId = text(place, "id");
    hit.name = text(member(place, "displayName"), "text");
    const QJsonValue location = member(place, "location");
    if (hit.placeId.isEmpty() || hit.name.isEmpty() || !isSpot(location))
        return std::nullopt;
    hit.latitude = member(location, "latitude").toDouble();
    hit.longitude = member(location, "longitude").toDouble();
    hit.vicinity = text(place, "shortFormattedAddress");
    for (const QJsonValue &type : member(place, "types").toArray())
        hit.types += type.toString().toUtf8();
    if (hit.types.isEmpty())
        hit.types = { "point_of_interest", "establishment" };
    const QJsonValue low = member(member(place, "viewport"), "low");
    const QJsonValue high = member(member(place, "viewport"), "high");
    if (isSpot(low) && isSpot(high))
        hit.viewport = { member(high, "latitude").toDouble(), member(high, "longitude").toDouble(),
            member(low, "latitude").toDouble(), member(low, "longitude").toDouble() };
    return hit;
}

// Google's own sources, which must be named.
void appendAttributions(QByteArrayList &all, const QJsonValue &place)
{
    for (const QJsonValue &attribution : member(place, "attributions").toArray()) {
        const QString provider = member(attribution, "provider").toString().toHtmlEscaped();
        const QString uri = member(attribution, "providerUri").toString().toHtmlEscaped();
        if (provider.isEmpty())
            continue;
        const QByteArray html
            = (uri.startsWith(QLatin1String("http")) ? QStringLiteral("<a href=\"%1\">%2</a>").arg(uri, provider)
                                                     : provider)
                  .toUtf8();
        if (!all.contains(html))
            all += html;
    }
}

} // namespace

Provider::ProviderPolicy googlePolicy()
{
    return { 10, { 1'000, 64'000 }, false };
}

Provider::ProviderPolicy GoogleProvider::policy() const
{
    return googlePolicy();
}

FetchRequest GoogleProvider::request(const PlacesQuery &query, const ProviderAccess &access) const
{
    FetchRequest request;
    request.url = urlOf(access.baseUrl, QStringLiteral("/v1/places:searchNearby"));
    request.headers = { { "Content-Type", "application/json" }, { "X-Goog-Api-Key", access.key },
        { "X-Goog-FieldMask", fieldMask } };
    request.body = "{\"maxResultCount\":" + QByteArray::number(std::clamp(query.bound, 1, mostResults))
        + ",\"locationRestriction\":{\"circle\":{\"center\":{\"latitude\":" + decimal(query.latitude)
        + ",\"longitude\":" + decimal(query.longitude) + "},\"radius\":" + decimal(radiusMetres(query)) + "}}}";
    return request;
}

Provider::Reading GoogleProvider::read(const PlacesQuery &query, const QByteArray &body) const
{
    const QJsonDocument document = parsedObject(body);
    const QJsonObject object = document.object();
    const QJsonValue places = object.value(QLatin1String("places"));
    // Without results the reply is {}, or has an empty list.
    if (!document.isObject() || (!places.isArray() && !object.isEmpty()))
        return malformed();
    NearbyReply reply;
    const QJsonArray all = places.toArray();
    for (const QJsonValue &place : all) {
        if (reply.hits.size() >= static_cast<std::size_t>(std::max(query.bound, 0)))
            break;
        if (auto hit = hitOf(place)) {
            reply.hits.push_back(*std::move(hit));
            appendAttributions(reply.htmlAttributions, place);
        }
    }
    if (!all.isEmpty() && query.bound > 0 && reply.hits.empty())
        return malformed();
    reply.placesExist = !all.isEmpty();
    return PlacesAnswer{ nearbyJson(reply), static_cast<int>(reply.hits.size()) };
}

QByteArray GoogleProvider::errorMessage(const QByteArray &body) const
{
    return text(parsedObject(body).object().value(QLatin1String("error")), "message");
}

} // namespace herdcore::places
