// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/placesreader.h"

#include "herdcore/base/escape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <utility>

namespace ui {

using namespace herdcore::base;

namespace {

constexpr qsizetype longestBody = 1 << 20;

// By the form of its id, and never a place of Google's.
bool mayBeDrawn(const QString &id)
{
    static const QRegularExpression ours(QStringLiteral("\\A(?:GN[0-9+-]|FAA|OSM[NWR][0-9]+\\z)"));
    return ours.match(id).hasMatch();
}

// The text between the tags, which is untrusted: it must not get to anything that renders HTML.
QString withoutTags(const QString &html)
{
    QString plain;
    int depth = 0;
    for (const QChar c : html) {
        if (c == u'<')
            ++depth;
        else if (c == u'>')
            depth = 0;
        else if (depth == 0)
            plain += c;
    }
    for (const auto &[entity, character] :
        { std::pair{ "&lt;", u'<' }, { "&gt;", u'>' }, { "&quot;", u'"' }, { "&#39;", u'\'' }, { "&amp;", u'&' } })
        plain.replace(QLatin1String(entity), QString(QChar(character)));
    return plain.trimmed();
}

} // namespace

QString attributionIn(const QByteArray &json)
{
    QStringList all;
    const QJsonObject reply = QJsonDocument::fromJson(json).object();
    for (const QJsonValue &html : reply.value(QLatin1String("html_attributions")).toArray())
        all += escapedText(withoutTags(html.toString()).toUtf8(), 120);
    return all.join(QStringLiteral(" \u00b7 "));
}

QList<MapPin> placesIn(const QByteArray &json)
{
    QList<MapPin> pins;
    const QJsonArray results = QJsonDocument::fromJson(json).object().value(QLatin1String("results")).toArray();
    for (const QJsonValue &result : results) {
        const QString id = result[QLatin1String("place_id")].toString();
        const QJsonValue location = result[QLatin1String("geometry")][QLatin1String("location")];
        const QJsonValue latitude = location[QLatin1String("lat")];
        const QJsonValue longitude = location[QLatin1String("lng")];
        if (mayBeDrawn(id) && latitude.isDouble() && longitude.isDouble())
            pins += { latitude.toDouble(), longitude.toDouble(),
                escapedText(result[QLatin1String("name")].toString().toUtf8(), 80) };
    }
    return pins;
}

PlacesReader::PlacesReader(const LogFollower &follower, QObject *parent)
    : QObject(parent)
    , m_follower(follower)
    , m_cursor(follower.log(), follower.position())
{
    connect(&follower, &LogFollower::advanced, this, &PlacesReader::refresh);
}

void PlacesReader::watch(ConnectionId conversation)
{
    m_bodies.insert(number(conversation), {});
}

void PlacesReader::refresh()
{
    if (m_bodies.isEmpty())
        m_cursor.moveTo(m_follower.position());
    m_cursor.readTo(m_follower.position(), [this](const auto &event) { fold(event); });
}

void PlacesReader::fold(const herdcore::observe::EventView &event)
{
    const bool isAnswer = event.kind == EventKind::UserReceived;
    if (!isAnswer && event.kind != EventKind::UserEnded)
        return;
    const auto body = m_bodies.find(number(event.connection));
    if (body == m_bodies.end())
        return;
    // The JSON begins with the line after the AT line and ends with an empty one.
    if (isAnswer && (!body->isEmpty() || event.bytes.startsWith('{'))) {
        if (body->size() + event.bytes.size() < longestBody)
            *body += event.bytes.toByteArray() + '\n';
    }
    if (!body->isEmpty() && (event.bytes.isEmpty() || !isAnswer)) {
        const QList<MapPin> places = placesIn(*body);
        Q_EMIT found(places, places.isEmpty() ? QString() : attributionIn(*body));
        body->clear();
    }
    if (!isAnswer)
        m_bodies.erase(body);
}

} // namespace ui
