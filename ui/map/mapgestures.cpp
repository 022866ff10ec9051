// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapgestures.h"

#include <QGuiApplication>
#include <QLineF>
#include <QStyleHints>

#include <utility>

namespace ui {

MapGestures::MapGestures(MapNavigator &navigator, const MapClients &clients, const MapOverlay &overlay)
    : m_navigator(navigator)
    , m_clients(clients)
    , m_overlay(overlay)
{ }

MapGestures::Grip MapGestures::gripAt(QPointF at) const
{
    if (m_overlay.isOnHandle(at, m_navigator.camera()))
        return Grip::Handle;
    const MapItem *item = m_clients.arrangement().itemAt(at);
    if (!item)
        return Grip::Ground;
    return item->isCluster() ? Grip::Cluster : Grip::Client;
}

void MapGestures::press(QPointF at)
{
    m_grip = gripAt(at);
    m_dragging = false;
    m_pressed = m_last = at;
    if (m_grip == Grip::Client)
        m_client = m_clients.markerAt(at)->client;
}

void MapGestures::move(QPointF at)
{
    if (m_grip == Grip::Nothing)
        return;
    if (!m_dragging && QLineF(m_pressed, at).length() < QGuiApplication::styleHints()->startDragDistance())
        return;
    m_dragging = true;
    const QPointF moved = at - std::exchange(m_last, at);
    switch (m_grip) {
    case Grip::Nothing:
    case Grip::Client:
        break;
    case Grip::Ground:
    case Grip::Cluster:
        m_navigator.pan(moved);
        break;
    case Grip::Handle:
        Q_EMIT handleDragged(at);
        break;
    }
    Q_EMIT changed();
}

void MapGestures::release(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const Grip grip = std::exchange(m_grip, Grip::Nothing);
    const bool dragged = std::exchange(m_dragging, false);
    switch (grip) {
    case Grip::Nothing:
    case Grip::Handle:
        break;
    case Grip::Ground:
        if (!dragged)
            Q_EMIT groundClicked(at, modifiers);
        break;
    case Grip::Cluster:
        if (!dragged)
            Q_EMIT clusterClicked(at);
        break;
    case Grip::Client:
        if (dragged)
            Q_EMIT clientDropped(m_client, at);
        else
            Q_EMIT clientClicked(m_client);
        break;
    }
    Q_EMIT changed();
}

bool MapGestures::cancel()
{
    const bool wasDragging = std::exchange(m_dragging, false);
    m_grip = Grip::Nothing;
    if (wasDragging)
        Q_EMIT changed();
    return wasDragging;
}

} // namespace ui
