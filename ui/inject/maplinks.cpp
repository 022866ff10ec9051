// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/maplinks.h"

#include <QRegularExpression>
#include <QUrl>

#include <array>

namespace ui {

namespace {

constexpr const char *number = R"((-?\d{1,3}(?:\.\d+)?))";

// # is a number: the latitude, then the longitude. Marked places before the middle of the map.
struct LinkForm {
    const char *host; // a part of it
    const char *pattern;
    bool longitudeFirst;
};

constexpr std::array forms{
    LinkForm{ "yandex", R"([?&](?:pt|whatshere\[point\]|ll)=#,#)", true },
    LinkForm{ "mapy", R"([?&]x=#&(?:.*&)?y=#)", true },
    LinkForm{ "google", R"(!3d#!4d#)", false },
    LinkForm{ "google", R"([?&](?:q|query|destination|daddr|ll|center|sll)=(?:loc:)?#,\s*#)", false },
    LinkForm{ "google", R"(/(?:place|search|dir/[^@]*)/#,\s*#)", false },
    LinkForm{ "google", R"(/@#,#)", false },
    LinkForm{ "openstreetmap", R"([?&]mlat=#&mlon=#)", false },
    LinkForm{ "openstreetmap", R"(#map=[\d.]+/#/#)", false },
    LinkForm{ "osm.org", R"(#map=[\d.]+/#/#)", false },
    LinkForm{ "bing", R"([?&]sp=point\.#_#)", false },
    LinkForm{ "bing", R"([?&]cp=#~#)", false },
    LinkForm{ "apple", R"([?&](?:coordinate|ll|q|daddr|center)=#,\s*#)", false },
    LinkForm{ "here.com", R"([?&]map=#,#)", false },
    LinkForm{ "here.com", R"(/(?:l/|r/[^?]*/)#,#)", false },
    LinkForm{ "waze", R"([?&](?:ll|latlng|to|from)=(?:ll\.)?#,#)", false },
    LinkForm{ "geo:", R"([?&]q=#,#)", false },
    LinkForm{ "geo:", R"(^geo:#,#)", false },
};

QRegularExpression expressionOf(const LinkForm &form)
{
    QString pattern = QString::fromLatin1(form.pattern);
    pattern.replace(QLatin1String("#map"), QLatin1String("\\x23map"));
    return QRegularExpression(pattern.replace(QLatin1Char('#'), QLatin1String(number)));
}

} // namespace

bool looksLikeLink(const QString &text)
{
    static const QRegularExpression scheme(QStringLiteral(R"(^(?:[a-z][a-z0-9+.-]*://|geo:|www\.|maps\.|goo\.gl/))"),
        QRegularExpression::CaseInsensitiveOption);
    return scheme.match(text).hasMatch();
}

std::optional<std::pair<double, double>> placeInLink(const QString &link)
{
    const bool isGeo = link.startsWith(QLatin1String("geo:"));
    const QString whole = isGeo || link.contains(QLatin1String("://")) ? link : QLatin1String("https://") + link;
    const QString host = isGeo ? QStringLiteral("geo:") : QUrl(whole).host().toLower();
    const QString plain = QUrl::fromPercentEncoding(whole.toUtf8());
    for (const LinkForm &form : forms) {
        if (!host.contains(QLatin1String(form.host)))
            continue;
        const QRegularExpressionMatch match = expressionOf(form).match(plain);
        if (!match.hasMatch())
            continue;
        const double first = match.captured(1).toDouble();
        const double second = match.captured(2).toDouble();
        return form.longitudeFirst ? std::pair(second, first) : std::pair(first, second);
    }
    return {};
}

} // namespace ui
