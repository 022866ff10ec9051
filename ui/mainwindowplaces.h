// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/logfollower.h"
#include "ui/views/mapoverlay.h"

#include <QHash>
#include <QObject>

namespace ui {

// The places in the answers to the user's own questions, for the map. Only those of the offline gazetteer, whose ids
// begin with GN or FAA: other providers' results may not be drawn on this map.
class PlacesReader : public QObject
{
    Q_OBJECT
public:
    explicit PlacesReader(const LogFollower &follower, QObject *parent = nullptr);

    // Reads this conversation's answers from now on.
    void watch(herdcore::base::ConnectionId conversation);

Q_SIGNALS:
    void found(const QList<ui::MapPin> &places); // of one answer, perhaps none

private:
    void refresh();
    void fold(const herdcore::observe::Entry &entry);

    const LogFollower &m_follower;
    herdcore::base::ObservationId m_position;
    QHash<quint64, QByteArray> m_bodies; // of conversations that go on
};

// The places in a reply in the form of a Google Nearby Search; what is not one, or lacks something, is left out.
[[nodiscard]] QList<MapPin> placesIn(const QByteArray &json);

} // namespace ui
