// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapnavigator.h"

#include <QEasingCurve>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int flightMs = 350;
constexpr double fitMargin = 70; // pixels: room for markers, labels and the corner texts
constexpr double nearestFit = 10.5; // one client alone is shown with its city around

constexpr double mostOfTheWorld = 0.7;

const auto latitudeKey = QStringLiteral("latitude");
const auto longitudeKey = QStringLiteral("longitude");
const auto zoomKey = QStringLiteral("zoom");

bool isInView(const MapCamera &camera, const std::vector<QPointF> &worlds)
{
    const QRectF view(QPointF(), camera.size());
    return std::all_of(worlds.begin(), worlds.end(), [&](QPointF world) {
        // The world's very edge, for clients at the poles, counts as in view.
        return view.adjusted(0, -1, 0, 1).contains(camera.toScreen(world));
    });
}

} // namespace

MapNavigator::MapNavigator(QObject *parent)
    : QObject(parent)
{
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setDuration(flightMs);
    m_animation.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this,
        [this](const QVariant &share) { step(share.toDouble()); });
}

void MapNavigator::resize(QSizeF size)
{
    m_animation.stop();
    m_camera.resize(size);
    if (!m_byHand && m_fitted)
        fitInto(m_camera);
    else if (!m_byHand)
        m_camera = MapCamera(size);
    Q_EMIT changed();
}

void MapNavigator::pan(QPointF pixels)
{
    takeByHand();
    m_camera.panBy(pixels);
    Q_EMIT changed();
}

void MapNavigator::zoomAbout(QPointF screen, double zoom)
{
    takeByHand();
    m_camera.zoomAbout(screen, zoom);
    Q_EMIT changed();
}

void MapNavigator::showWorld()
{
    takeByHand();
    moveTo(MapCamera(m_camera.size()));
}

void MapNavigator::goTo(const QRectF &world, double nearest)
{
    takeByHand();
    MapCamera target = m_camera;
    target.fit(world, fitMargin, nearest);
    moveTo(target);
}

void MapNavigator::takeByHand()
{
    m_animation.stop();
    m_byHand = true;
    Q_EMIT movedByHand();
}

void MapNavigator::keepInView(const std::vector<QPointF> &worlds)
{
    const bool flying = m_animation.state() == QAbstractAnimation::Running;
    if (m_byHand || worlds.empty() || (m_fitted && isInView(flying ? m_to : m_camera, worlds)))
        return;
    fit(worlds);
}

void MapNavigator::fit(const std::vector<QPointF> &worlds)
{
    m_byHand = false;
    m_fitted.reset();
    MapCamera target(m_camera.size());
    if (!worlds.empty()) {
        m_fitted = MapCamera::boundsOf(worlds);
        if (m_fitted->width() > mostOfTheWorld) // then the way that maps are usually cut is best
            m_fitted = QRectF(0, 0, 1, 1);
        fitInto(target);
    }
    moveTo(target);
}

void MapNavigator::fitInto(MapCamera &camera) const
{
    if (m_fitted->width() < 1)
        camera.fit(*m_fitted, fitMargin, nearestFit);
    else
        camera.look({ 0.5, 0.5 }, std::log2(camera.size().width() / 256));
}

void MapNavigator::centreOn(QPointF world)
{
    MapCamera target = m_camera;
    target.look(world, m_camera.zoom());
    m_byHand = true;
    moveTo(target);
}

void MapNavigator::moveTo(const MapCamera &target)
{
    m_animation.stop();
    m_from = m_camera;
    m_to = target;
    if (m_animated)
        m_animation.start();
    else
        step(1);
}

void MapNavigator::step(double share)
{
    const QPointF to(nearestCopy(m_to.centre().x(), m_from.centre().x()), m_to.centre().y());
    if (share >= 1)
        m_camera = m_to;
    else
        m_camera.look(
            m_from.centre() + (to - m_from.centre()) * share, m_from.zoom() + (m_to.zoom() - m_from.zoom()) * share);
    Q_EMIT changed();
}

QVariantMap MapNavigator::save() const
{
    if (!m_byHand)
        return {};
    const GeoPoint centre = geoOf(m_camera.centre());
    return { { latitudeKey, centre.latitude }, { longitudeKey, centre.longitude }, { zoomKey, m_camera.zoom() } };
}

void MapNavigator::restore(const QVariantMap &saved)
{
    bool ok[3]{};
    const GeoPoint centre{ saved.value(latitudeKey).toDouble(&ok[0]), saved.value(longitudeKey).toDouble(&ok[1]) };
    const double zoom = saved.value(zoomKey).toDouble(&ok[2]);
    if (!ok[0] || !ok[1] || !ok[2] || !std::isfinite(centre.latitude) || !std::isfinite(centre.longitude)
        || !std::isfinite(zoom))
        return;
    m_animation.stop();
    m_byHand = true;
    m_camera.look(worldOf(centre), zoom);
    Q_EMIT changed();
}

} // namespace ui
