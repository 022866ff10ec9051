// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/mapclients.h"
#include "ui/map/mapnavigator.h"
#include "ui/map/mapoverlay.h"

#include <QObject>

namespace ui {

// What the mouse means on the map. A press that is released near where it began is a click on the ground, a client or a
// cluster; one that moves drags the map, a client or the circle's handle, depending on where it began.
class MapGestures : public QObject
{
    Q_OBJECT
public:
    enum class Grip { Nothing, Ground, Client, Cluster, Handle };

    // All must outlive this.
    MapGestures(MapNavigator &navigator, const MapClients &clients, const MapOverlay &overlay);

    void press(QPointF at);
    void move(QPointF at); // with the button held
    void release(QPointF at, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] bool cancel(); // false when nothing was dragged

    [[nodiscard]] Grip gripAt(QPointF at) const;
    [[nodiscard]] bool isDragging() const { return m_dragging; }
    [[nodiscard]] Grip grip() const { return m_grip; }
    // The client that is being dragged, and where to.
    [[nodiscard]] const herdcore::base::ClientId &client() const { return m_client; }
    [[nodiscard]] QPointF position() const { return m_last; }

Q_SIGNALS:
    void groundClicked(QPointF at, Qt::KeyboardModifiers modifiers);
    void clientClicked(const herdcore::base::ClientId &client);
    void clusterClicked(QPointF at);
    void clientDropped(const herdcore::base::ClientId &client, QPointF at);
    void handleDragged(QPointF at);
    void changed();

private:
    MapNavigator &m_navigator;
    const MapClients &m_clients;
    const MapOverlay &m_overlay;
    Grip m_grip = Grip::Nothing;
    bool m_dragging = false;
    QPointF m_pressed;
    QPointF m_last;
    herdcore::base::ClientId m_client;
};

} // namespace ui
