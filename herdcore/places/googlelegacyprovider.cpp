// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/googlelegacyprovider.h"

#include "herdcore/places/googleprovider.h"
#include "herdcore/places/jsonscan.h"
#include "herdcore/places/nearbyjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace herdcore::places {

namespace {

// The text of a string; empty for anything else. It has been scanned, so it is valid JSON by itself.
QByteArray stringAt(QByteArrayView body, const JsonField &field)
{
    if (field.times != 1)
        return {};
    const QByteArray alone = '[' + field.value.in(body).toByteArray() + ']';
    return QJsonDocument::fromJson(alone).array().at(0).toString().toUtf8();
}

// The object with at most the first results; every other byte stays.
QByteArray cut(QByteArrayView body, JsonSpan object, JsonSpan results, const JsonElements &elements)
{
    const auto kept = static_cast<qsizetype>(elements.first.size());
    if (kept == elements.count)
        return object.in(body).toByteArray();
    // A removed result takes what precedes it along; if none is left, the blanks around them go too.
    const qsizetype from = kept > 0 ? elements.first.back().end : results.begin + 1;
    const qsizetype to = kept > 0 ? elements.last.end : results.end - 1;
    return body.sliced(object.begin, from - object.begin).toByteArray()
        + body.sliced(to, object.end - to).toByteArray();
}

ProviderFailure failure(const QByteArray &status, const QByteArray &message)
{
    for (const char *known : { "INVALID_REQUEST", "OVER_QUERY_LIMIT", "REQUEST_DENIED", "UNKNOWN_ERROR" }) {
        if (status == known)
            return { status, message };
    }
    if (status == "OVER_DAILY_LIMIT")
        return { "OVER_QUERY_LIMIT", message };
    return malformed();
}

} // namespace

Provider::ProviderPolicy GoogleLegacyProvider::policy() const
{
    return googlePolicy();
}

FetchRequest GoogleLegacyProvider::request(const PlacesQuery &query, const ProviderAccess &access) const
{
    FetchRequest request;
    request.url = urlOf(access.baseUrl, QStringLiteral("/maps/api/place/nearbysearch/json"));
    // Nothing needs escaping: numbers, and a plausible key.
    const QByteArray text = "location=" + decimal(query.latitude) + ',' + decimal(query.longitude)
        + "&radius=" + decimal(radiusMetres(query)) + "&key=" + access.key;
    request.url.setQuery(QString::fromLatin1(text));
    return request;
}

Provider::Reading GoogleLegacyProvider::read(const PlacesQuery &query, const QByteArray &body) const
{
    std::array wanted{ JsonField{ "status" }, JsonField{ "results" }, JsonField{ "error_message" } };
    const auto &[status, results, message] = wanted;
    const auto object = scanObject(body, wanted);
    if (!object || status.times != 1 || results.times > 1)
        return malformed();
    const QByteArray word = stringAt(body, status);
    if (word != "OK" && word != "ZERO_RESULTS")
        return failure(word, stringAt(body, message));
    const auto elements = results.times == 1 ? scanArray(body, results.value, std::max(query.bound, 0)) : std::nullopt;
    if (!elements)
        return malformed();
    const bool areObjects = std::all_of(elements->first.begin(), elements->first.end(),
        [&body](JsonSpan element) { return element.in(body).startsWith('{'); });
    if (!areObjects)
        return malformed();
    return PlacesAnswer{ squeezeNewlines(cut(body, *object, results.value, *elements)),
        static_cast<int>(elements->first.size()) };
}

QByteArray GoogleLegacyProvider::errorMessage(const QByteArray &body) const
{
    std::array wanted{ JsonField{ "error_message" } };
    return scanObject(body, wanted) ? stringAt(body, wanted[0]) : QByteArray();
}

} // namespace herdcore::places
