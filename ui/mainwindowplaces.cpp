// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindowplaces.h"

#include "herdcore/base/escape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui {

using namespace herdcore::base;

namespace {

constexpr qsizetype longestBody = 1 << 20;

} // namespace

QList<MapPin> placesIn(const QByteArray &json)
{
    QList<MapPin> pins;
    const QJsonArray results = QJsonDocument::fromJson(json).object().value(QLatin1String("results")).toArray();
    for (const QJsonValue &result : results) {
        const QString id = result[QLatin1String("place_id")].toString();
        const QJsonValue location = result[QLatin1String("geometry")][QLatin1String("location")];
        const QJsonValue latitude = location[QLatin1String("lat")];
        const QJsonValue longitude = location[QLatin1String("lng")];
        const bool ours = id.startsWith(QLatin1String("GN")) || id.startsWith(QLatin1String("FAA"));
        if (ours && latitude.isDouble() && longitude.isDouble())
            pins += { latitude.toDouble(), longitude.toDouble(),
                escapedText(result[QLatin1String("name")].toString().toUtf8(), 80) };
    }
    return pins;
}

PlacesReader::PlacesReader(const LogFollower &follower, QObject *parent)
    : QObject(parent)
    , m_follower(follower)
    , m_position(follower.position())
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
        m_position = m_follower.position();
    while (m_position < m_follower.position()) {
        const auto span = m_follower.log().read(ObservationId(number(m_position) + 1));
        if (span.isEmpty())
            return;
        for (const auto &entry : span) {
            if (entry.id > m_follower.position())
                return;
            m_position = entry.id;
            fold(entry);
        }
    }
}

void PlacesReader::fold(const herdcore::observe::Entry &entry)
{
    const bool isAnswer = entry.kind == ObservationKind::SayReceived;
    if (!isAnswer && entry.kind != ObservationKind::SayEnded)
        return;
    const auto body = m_bodies.find(number(entry.connection));
    if (body == m_bodies.end())
        return;
    // The JSON begins with the line after the AT line and ends with an empty one.
    if (isAnswer && (!body->isEmpty() || entry.bytes.startsWith('{'))) {
        if (body->size() + entry.bytes.size() < longestBody)
            *body += entry.bytes.toByteArray() + '\n';
    }
    if (!body->isEmpty() && (entry.bytes.isEmpty() || !isAnswer)) {
        Q_EMIT found(placesIn(*body));
        body->clear();
    }
    if (!isAnswer)
        m_bodies.erase(body);
}

} // namespace ui
