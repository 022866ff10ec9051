// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/placessettings.h"

#include "herdcore/base/secret.h"

#include <algorithm>

namespace herdcore::places {

namespace {

constexpr const char *keyVariable = "GOOGLE_PLACES_API_KEY";

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '.';
}

} // namespace

QStringList placesSourceNames()
{
    return { QStringLiteral("gazetteer"), QStringLiteral("google"), QStringLiteral("google-legacy"),
        QStringLiteral("overpass"), QStringLiteral("always-ok") };
}

bool isOnlineSource(QStringView source)
{
    return !ownBaseUrl(source).isEmpty();
}

bool needsKey(QStringView source)
{
    return source == QLatin1String("google") || source == QLatin1String("google-legacy");
}

QUrl ownBaseUrl(QStringView source)
{
    if (source == QLatin1String("google"))
        return QUrl(QStringLiteral("https://places.googleapis.com"));
    if (source == QLatin1String("google-legacy"))
        return QUrl(QStringLiteral("https://maps.googleapis.com"));
    if (source == QLatin1String("overpass"))
        return QUrl(QStringLiteral("https://overpass-api.de"));
    return {};
}

base::Expected<QUrl, BadUrl> parseBaseUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return BadUrl{ QStringLiteral("a URL is needed, for example https://places.example.org") };
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return BadUrl{ QStringLiteral("the URL must begin with http:// or https://") };
    if (!url.userInfo().isEmpty())
        return BadUrl{ QStringLiteral("the URL must not contain a user name or password") };
    if (url.hasQuery() || url.hasFragment())
        return BadUrl{ QStringLiteral("the URL must not contain ? or #") };
    if (url.port(1) < 1)
        return BadUrl{ QStringLiteral("the URL's port must be from 1 to 65535") };
    return url;
}

bool isPlausibleKey(QByteArrayView key)
{
    return !key.isEmpty() && key.size() <= 200 && std::all_of(key.begin(), key.end(), isKeyCharacter);
}

QByteArray keyFromEnvironment()
{
    static const QByteArray key = base::takeSecretFromEnvironment(keyVariable);
    return key;
}

} // namespace herdcore::places
