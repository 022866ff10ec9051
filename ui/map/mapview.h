// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/live/selection.h"
#include "ui/map/mapbackdrop.h"
#include "ui/map/mapcontrols.h"
#include "ui/map/mapinput.h"
#include "ui/map/mapmarkerpainter.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace ui {

// Where the clients are, on an offline map of the world: by the newest record on any server, or by the records that one
// server holds, each joined to the newest position where that differs.
// Commands nothing by itself: what the user does to a place, a client or the circle leaves as a signal. Coordinates in
// signals are degrees, rounded to what a pixel is worth, always within +-90 and +-180; where there is no map there is
// no signal. Does no work while it is hidden. Everything the mouse does, keys do: arrows, + and -, F, Home, Page Up and
// Down for the clients, Return and Shift+Return for the place in the middle, the menu key.
class MapView : public QWidget
{
    Q_OBJECT
public:
    // Both must outlive this.
    MapView(LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    // The place that commands would use, shown as a cross-hair; the user's clicks set it as well.
    void setPicked(std::optional<GeoPoint> place);
    void setQueryCircle(std::optional<QueryCircle> circle);
    void setPlaces(QList<MapPin> pins, const QString &attribution = {}); // which is shown with them
    void setViewpoint(herdcore::base::ServerIndex server); // None: the newest record anywhere

    void fitAll();
    void showWorld() { m_navigator.showWorld(); }
    void zoomBy(double levels); // about the middle
    // Keeps the client in the middle until the user moves the map. Empty: none.
    void follow(const herdcore::base::ClientId &client);
    [[nodiscard]] const herdcore::base::ClientId &followed() const { return m_followed; }
    [[nodiscard]] const MapCamera &camera() const { return m_navigator.camera(); }
    [[nodiscard]] bool isSettled() const { return m_backdrop.isSettled(); } // the background is what it will be
    void setAnimated(bool animated) { m_navigator.setAnimated(animated); }

    [[nodiscard]] QVariantMap save() const; // values only, for the settings
    void restore(const QVariantMap &saved);

    [[nodiscard]] QSize sizeHint() const override { return { 640, 420 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 200, 150 }; }

Q_SIGNALS:
    void locationPicked(double latitude, double longitude, Qt::KeyboardModifiers modifiers);
    // Shift+click, Shift+Return or the menu: instead of locationPicked.
    void locationSendRequested(double latitude, double longitude);
    void clientForgetRequested(const herdcore::base::ClientId &client);
    void clientMoveRequested(const herdcore::base::ClientId &client, double latitude, double longitude);
    void radiusChanged(double kilometres); // while the handle is dragged; 0 to 50

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectInput();
    void refresh(); // the clients, from the state
    void paintClients(QPainter &painter, const MapOverlay::Look &look);
    [[nodiscard]] double markerRadius() const;
    [[nodiscard]] QString note() const; // explains the dotted rings while there are some
    [[nodiscard]] MapOverlay::Look look() const;

    LogFollower &m_follower;
    Selection &m_selection;
    MapNavigator m_navigator;
    MapBackdrop m_backdrop;
    MapClients m_clients;
    MapMarkerPainter m_markerPainter;
    MapOverlay m_overlay;
    MapControls m_controls;
    MapInput m_input;
    QElapsedTimer m_sinceAdvance; // the log's clock stands still between events; ages do not
    QTimer m_ageing;
    herdcore::base::ClientId m_followed;
    bool m_isNew = true; // nothing has been shown yet
    bool m_stale = true; // the state has moved on since refresh()
};

} // namespace ui
