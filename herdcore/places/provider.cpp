// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/provider.h"

#include "herdcore/places/jsonscan.h"

#include <algorithm>

namespace herdcore::places {

QByteArray statusOfHttp(int status)
{
    if (status == 400)
        return "INVALID_REQUEST";
    if (status == 401 || status == 403)
        return "REQUEST_DENIED";
    return status == 429 ? "OVER_QUERY_LIMIT" : "UNKNOWN_ERROR";
}

ProviderFailure malformed()
{
    return { "UNKNOWN_ERROR", "The response is not a valid answer of this places provider." };
}

QUrl urlOf(const QUrl &base, const QString &path)
{
    QUrl url = base;
    QString begin = url.path();
    while (begin.endsWith(u'/'))
        begin.chop(1);
    url.setPath(begin.endsWith(path) ? begin : begin + path);
    return url;
}

double radiusMetres(const PlacesQuery &query)
{
    return std::clamp(query.radiusKm * 1000, 1.0, 50'000.0);
}

QJsonDocument parsedObject(const QByteArray &body)
{
    // QJson accepts a nesting of a thousand.
    return scanObject(body, {}) ? QJsonDocument::fromJson(body) : QJsonDocument();
}

} // namespace herdcore::places
