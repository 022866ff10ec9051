// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologystage.h"

#include "ui/topology/topologynotes.h"

#include <QFontMetricsF>

#include <algorithm>

namespace ui {

using namespace herdcore::state;

namespace {

constexpr double maxScaleFitted = 1.6;
constexpr double maxScaleZoomed = 2.2;

} // namespace

TopologyStage::TopologyStage(const herdcore::profile::Profile &profile)
    : m_profile(profile)
    , m_look(profile)
    , m_layout(profile)
{ }

void TopologyStage::setViewport(QSizeF size, const QFont &font)
{
    if (m_styles.empty() || font != m_font) {
        m_font = font;
        m_styles.clear();
        for (const NodeStyle &style : nodeStyles(maxScaleZoomed))
            m_styles.emplace_back(font, style, m_look);
        m_metrics = m_styles.back();
    }
    const bool grown = size != m_size;
    const QPointF shift((size.width() - m_size.width()) / 2, (size.height() - m_size.height()) / 2);
    m_size = size;
    if (m_fits)
        fit();
    else if (grown)
        m_camera.pan(shift);
}

QRectF TopologyStage::areaFor(const NodeMetrics &metrics) const
{
    const double strip = TopologyNotes::stripHeight(m_font);
    // The clients' dots stand outside, a card's above or below it.
    const QSizeF clients = metrics.unit * (metrics.isCard() ? QSizeF(0.9, 2.3) : QSizeF(1.2, 1.2));
    QRectF area(QPointF(), m_size);
    area.adjust(0, strip * 0.2, 0, -strip);
    const QSizeF half = metrics.size / 2 + clients;
    return area.adjusted(half.width(), half.height(), -half.width(), -half.height());
}

void TopologyStage::fit()
{
    m_fits = true;
    for (const NodeMetrics &metrics : m_styles) {
        if (metrics.style.scale > maxScaleFitted)
            continue;
        const QRectF area = areaFor(metrics);
        const bool last = &metrics == &m_styles.back();
        if (!last && (area.width() <= 0 || area.height() <= 0))
            continue;
        m_metrics = metrics;
        m_camera.fit(m_layout.bounds(), area);
        if (last || hasRoom(m_profile, m_layout, m_camera, metrics))
            return;
    }
}

bool TopologyStage::settle(double budgetMs)
{
    const bool done = m_layout.settle(budgetMs);
    if (m_fits)
        fit();
    return done;
}

void TopologyStage::zoom(QPointF about, double factor)
{
    m_fits = false;
    if (!m_camera.zoomAbout(about, factor))
        return;
    const auto roomy = std::find_if(m_styles.begin(), m_styles.end(),
        [this](const NodeMetrics &metrics) { return hasRoom(m_profile, m_layout, m_camera, metrics); });
    m_metrics = roomy == m_styles.end() ? m_styles.back() : *roomy;
}

void TopologyStage::pan(QPointF delta)
{
    m_fits = false;
    m_camera.pan(delta);
}

void TopologyStage::moveServer(int index, QPointF screen)
{
    m_layout.pin(herdcore::base::ServerIndex{ static_cast<std::int16_t>(index) }, m_camera.toWorld(screen));
}

void TopologyStage::resetLayout()
{
    m_layout.unpinAll();
    fit();
}

void TopologyStage::setPlaces(const QVariantMap &saved)
{
    m_layout.unpinAll();
    m_layout.restore(saved);
}

QPointF TopologyStage::screenOf(int index) const
{
    return m_camera.toScreen(m_layout.position(herdcore::base::ServerIndex{ static_cast<std::int16_t>(index) }));
}

TopologyScene TopologyStage::scene(const HerdState &state) const
{
    return buildScene(state, m_layout, m_camera, m_metrics);
}

void TopologyStage::restore(const QVariantMap &saved)
{
    m_layout.restore(saved);
    if (m_fits)
        fit();
}

} // namespace ui
