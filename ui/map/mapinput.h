// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/selection.h"
#include "ui/map/mapgestures.h"

class QContextMenuEvent;
class QHelpEvent;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace ui {

class MapView;

// What the user does to the map: it watches the events of its view and turns mouse, wheel, keys and context menu into
// camera moves, selections and the signals below. What a press, a drag and a release mean is MapGestures' part.
// Coordinates in signals are degrees, rounded to what a pixel is worth; where there is no map there is no signal.
class MapInput : public QObject
{
    Q_OBJECT
public:
    struct Scene {
        MapNavigator &navigator;
        MapClients &clients;
        MapOverlay &overlay;
        const herdcore::state::HerdState &state;
        const Clock &clock;
    };
    // All must outlive this.
    MapInput(MapView &view, const Scene &scene, Selection &selection);

    [[nodiscard]] const MapGestures &gestures() const { return m_gestures; }
    [[nodiscard]] const std::optional<GeoPoint> &pointer() const { return m_pointer; } // the place under the mouse

Q_SIGNALS:
    void locationPicked(double latitude, double longitude, Qt::KeyboardModifiers modifiers);
    void locationSendRequested(double latitude, double longitude);
    void clientForgetRequested(const herdcore::base::ClientId &client);
    void clientMoveRequested(const herdcore::base::ClientId &client, double latitude, double longitude);
    void radiusChanged(double kilometres);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectGestures();
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool wheel(const QWheelEvent &event);
    bool key(const QKeyEvent &event);
    bool showMenu(const QContextMenuEvent &event);
    bool showTip(const QHelpEvent &event);
    void aim(bool aims);

    void pick(QPointF at, Qt::KeyboardModifiers modifiers);
    void dragRadius(QPointF at);
    bool escape();
    void selectClient(const herdcore::base::ClientId &client);
    void openCluster(QPointF at);
    void stepClient(int by);
    void pan(QPointF pixels);
    [[nodiscard]] QPointF middle() const;
    [[nodiscard]] const MapMarker *selectedMarker() const; // null: none
    [[nodiscard]] std::optional<GeoPoint> placeAt(QPointF at) const;

    MapView &m_view;
    MapNavigator &m_navigator;
    MapClients &m_clients;
    MapOverlay &m_overlay;
    const herdcore::state::HerdState &m_state;
    const Clock &m_clock;
    Selection &m_selection;
    MapGestures m_gestures;
    std::optional<GeoPoint> m_pointer;
};

} // namespace ui
