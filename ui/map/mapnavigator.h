// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/mapcamera.h"

#include <QObject>
#include <QVariantAnimation>
#include <QVariantMap>

#include <optional>
#include <vector>

namespace ui {

// Moves the camera: at once for the user, smoothly and only until the user has moved it for itself. It begins with the
// whole world, then keeps the given places in view; after a pan or zoom by the user it leaves the camera alone until
// it is asked to fit again.
class MapNavigator : public QObject
{
    Q_OBJECT
public:
    explicit MapNavigator(QObject *parent = nullptr);

    [[nodiscard]] const MapCamera &camera() const { return m_camera; }
    [[nodiscard]] bool isLeftAlone() const { return m_byHand; }

    void resize(QSizeF size);
    void setAnimated(bool animated) { m_animated = animated; } // on by default

    // For the user.
    void pan(QPointF pixels);
    void zoomAbout(QPointF screen, double zoom);
    void showWorld();
    void goTo(const QRectF &world, double nearest); // smoothly

    // World coordinates to keep visible. Fits when some are new or out of view, unless the user moved the camera.
    void keepInView(const std::vector<QPointF> &worlds);
    // Fits now, and keeps them in view from now on.
    void fit(const std::vector<QPointF> &worlds);
    // Moves the middle there, keeping the zoom: for following one client.
    void centreOn(QPointF world);

    [[nodiscard]] QVariantMap save() const;
    void restore(const QVariantMap &saved); // missing or invalid values change nothing

Q_SIGNALS:
    void changed();
    void movedByHand(); // a pan or a zoom, not a fit

private:
    void moveTo(const MapCamera &target);
    void step(double share);
    void fitInto(MapCamera &camera) const; // m_fitted
    void takeByHand();

    MapCamera m_camera;
    MapCamera m_from;
    MapCamera m_to;
    QVariantAnimation m_animation;
    std::optional<QRectF> m_fitted; // the last area fitted automatically; none: the world
    bool m_byHand = false;
    bool m_animated = true;
};

} // namespace ui
