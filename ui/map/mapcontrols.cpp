// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapcontrols.h"

#include "herdcore/base/escape.h"
#include "ui/kit/icons.h"

#include <algorithm>
#include <initializer_list>

namespace ui {

using herdcore::base::ServerIndex;

namespace {

constexpr int edge = 8; // between the controls and the map's edge, pixels
constexpr double zoomStep = 0.5; // levels

} // namespace

MapControls::MapControls(QWidget &map, const herdcore::profile::Profile &profile)
    : m_map(map)
{
    m_viewpoint.setParent(&map);
    m_viewpoint.setAccessibleName(tr("Positions from"));
    m_viewpoint.setToolTip(tr("Positions from: the newest record on any server, or the records that one server holds"));
    m_viewpoint.addItem(tr("Newest anywhere"));
    for (const auto &server : profile.servers)
        m_viewpoint.addItem(tr("Held by %1").arg(herdcore::base::escapedText(server.name.bytes())));
    connect(&m_viewpoint, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT viewpointChanged(viewpoint()); });

    const auto make = [this](QToolButton &button, const QString &text, const QString &name, auto action) {
        button.setParent(&m_map);
        button.setText(text);
        button.setToolTip(name);
        button.setAccessibleName(name);
        button.setAutoRepeat(true);
        connect(&button, &QToolButton::clicked, this, action);
    };
    make(m_zoomIn, QStringLiteral("+"), tr("Zoom in (+)"), [this] { Q_EMIT zoomRequested(zoomStep); });
    make(m_zoomOut, QStringLiteral("−"), tr("Zoom out (-)"), [this] { Q_EMIT zoomRequested(-zoomStep); });
    make(m_fit, {}, tr("Show all clients (F)"), [this] { Q_EMIT fitRequested(); });
    m_fit.setIcon(icon(Glyph::Fit));
    m_fit.setAutoRepeat(false);
}

void MapControls::place()
{
    const int width = m_map.width();
    const QSize combo = m_viewpoint.sizeHint().boundedTo(QSize(std::max(80, width - 80), m_map.height()));
    m_viewpoint.setGeometry(width - combo.width() - edge, edge * 2, combo.width(), combo.height());
    const int side = m_zoomIn.sizeHint().expandedTo(m_fit.sizeHint()).height();
    int y = m_viewpoint.geometry().bottom() + edge;
    for (QToolButton *button : { &m_zoomIn, &m_zoomOut, &m_fit }) {
        button->setGeometry(width - side - edge, y, side, side);
        y += side;
    }
}

std::vector<QRectF> MapControls::areas() const
{
    std::vector<QRectF> areas;
    for (const QWidget *control : std::initializer_list<const QWidget *>{ &m_viewpoint, &m_zoomIn, &m_zoomOut, &m_fit })
        areas.emplace_back(control->geometry());
    return areas;
}

void MapControls::setViewpoint(ServerIndex server)
{
    const int row = herdcore::base::number(server) + 1;
    if (row < m_viewpoint.count())
        m_viewpoint.setCurrentIndex(row);
}

ServerIndex MapControls::viewpoint() const
{
    return ServerIndex{ static_cast<std::int16_t>(m_viewpoint.currentIndex() - 1) };
}

} // namespace ui
