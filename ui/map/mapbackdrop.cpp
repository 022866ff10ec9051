// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapbackdrop.h"

#include <cmath>

namespace ui {

namespace {

constexpr double margin = 128; // pixels painted beyond the view on each side
constexpr double leastMargin = 32; // with less than this left, the next picture is painted

bool sameLook(const MapBackdropRequest &a, const MapBackdropRequest &b)
{
    return a.theme.dark == b.theme.dark && a.font == b.font && a.devicePixelRatio == b.devicePixelRatio
        && a.unnamed == b.unnamed;
}

} // namespace

MapBackdrop::MapBackdrop(QObject *parent)
    : QObject(parent)
{
    m_worker.setMaxThreadCount(1); // one picture at a time
}

MapBackdrop::~MapBackdrop()
{
    m_worker.waitForDone();
}

void MapBackdrop::draw(QPainter &painter, const MapBackdropRequest &request)
{
    const MapCamera &camera = request.camera;
    painter.fillRect(QRectF(QPointF(), camera.size()), request.theme.water);
    if (!m_picture.pixmap.isNull() && m_picture.request.theme.dark == request.theme.dark) {
        const MapCamera &painted = m_picture.request.camera;
        QPointF corner = painted.visible().topLeft();
        corner.rx() += nearestCopy(painted.centre().x(), camera.centre().x()) - painted.centre().x();
        const QPointF at = camera.toScreenExactly(corner);
        if (painted.zoom() == camera.zoom()) {
            const double ratio = request.devicePixelRatio; // whole device pixels stay sharp
            painter.drawPixmap(
                QPointF(std::round(at.x() * ratio) / ratio, std::round(at.y() * ratio) / ratio), m_picture.pixmap);
        } else {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawPixmap(QRectF(at, painted.size() * (camera.scale() / painted.scale())), m_picture.pixmap,
                QRectF(QPointF(), m_picture.pixmap.size()));
        }
    }
    m_settled = suits(request);
    if (!m_settled && !m_painting)
        start(request);
}

bool MapBackdrop::suits(const MapBackdropRequest &request) const
{
    const MapCamera &painted = m_picture.request.camera;
    if (m_picture.pixmap.isNull() || !m_picture.isFine || !sameLook(m_picture.request, request)
        || painted.zoom() != request.camera.zoom())
        return false;
    const double shift = nearestCopy(painted.centre().x(), request.camera.centre().x()) - painted.centre().x();
    return painted.visible().translated(shift, 0).contains(request.camera.widened(leastMargin).visible());
}

void MapBackdrop::start(const MapBackdropRequest &request)
{
    m_painting = true;
    MapBackdropRequest wide = request;
    wide.camera = request.camera.widened(margin);
    m_worker.start([this, wide] {
        const BasemapDetail detail = MapBackdropPainter::detailFor(wide.camera);
        if (!Basemap::isLoaded(detail) && detail != BasemapDetail::World) {
            const bool hasRegion = Basemap::isLoaded(BasemapDetail::Region);
            const BasemapDetail coarse = hasRegion ? BasemapDetail::Region : BasemapDetail::World;
            const QImage image = MapBackdropPainter::paint(coarse, wide);
            QMetaObject::invokeMethod(this, [=, this] { take(image, wide, false); });
        }
        const QImage image = MapBackdropPainter::paint(detail, wide);
        QMetaObject::invokeMethod(this, [=, this] { take(image, wide, true); });
    });
}

void MapBackdrop::take(const QImage &image, const MapBackdropRequest &request, bool isFine)
{
    m_picture = { QPixmap::fromImage(image), request, isFine };
    m_painting = !isFine;
    Q_EMIT changed();
}

} // namespace ui
