// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/map/mapoverlay.h"

#include <QHash>
#include <QObject>

namespace ui {

// The places in the answers to the user's own queries, for the map. Only those that may be drawn on it: the offline
// gazetteer's, whose ids begin with GN or FAA, and OpenStreetMap's, with OSM. Google's may not be.
class PlacesReader : public QObject
{
    Q_OBJECT
public:
    explicit PlacesReader(const LogFollower &follower, QObject *parent = nullptr);

    // Reads the answers of this conversation from now on.
    void watch(herdcore::base::ConnectionId conversation);

Q_SIGNALS:
    // Of one answer, perhaps none, and their attribution.
    void found(const QList<ui::MapPin> &places, const QString &attribution);

private:
    void refresh();
    void fold(const herdcore::observe::EventView &event);

    const LogFollower &m_follower;
    herdcore::observe::LogCursor m_cursor;
    QHash<quint64, QByteArray> m_bodies; // of open conversations
};

// The places in a reply in the form of a Google Nearby Search; incomplete ones are left out.
[[nodiscard]] QList<MapPin> placesIn(const QByteArray &json);
// Its html_attributions as plain text, escaped.
[[nodiscard]] QString attributionIn(const QByteArray &json);

} // namespace ui
