// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapview.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

using namespace herdcore::state;
using herdcore::base::ClientId;
using herdcore::base::ServerIndex;

constexpr int ageingMs = 2'000;

const auto viewpointKey = QStringLiteral("viewpoint");

} // namespace

MapView::MapView(LogFollower &follower, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_controls(*this, follower.state().profile())
    , m_input(*this, { m_navigator, m_clients, m_overlay, follower.state(), follower.clock() }, selection)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map of the clients"));
    connectInput();
    m_ageing.setInterval(ageingMs);
    m_sinceAdvance.start();
    connect(&m_ageing, &QTimer::timeout, this, [this] {
        if (!m_clients.markers().empty())
            update();
    });
    connect(&m_backdrop, &MapBackdrop::changed, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &MapNavigator::changed, this, qOverload<>(&QWidget::update));
    connect(&m_navigator, &MapNavigator::movedByHand, this, [this] { m_followed = {}; });
    connect(&m_selection, &Selection::changed, this, qOverload<>(&QWidget::update));
    connect(&m_follower, &LogFollower::advanced, this, [this] {
        m_stale = true;
        m_sinceAdvance.restart();
        if (isVisible())
            refresh();
    });
    m_navigator.setAnimated(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
}

void MapView::connectInput()
{
    connect(&m_controls, &MapControls::zoomRequested, this, &MapView::zoomBy);
    connect(&m_controls, &MapControls::fitRequested, this, &MapView::fitAll);
    connect(&m_controls, &MapControls::viewpointChanged, this, [this](ServerIndex server) {
        m_clients.setViewpoint(server);
        m_isNew = true;
        refresh();
    });
    connect(&m_input, &MapInput::locationPicked, this, &MapView::locationPicked);
    connect(&m_input, &MapInput::locationSendRequested, this, &MapView::locationSendRequested);
    connect(&m_input, &MapInput::clientForgetRequested, this, &MapView::clientForgetRequested);
    connect(&m_input, &MapInput::clientMoveRequested, this, &MapView::clientMoveRequested);
    connect(&m_input, &MapInput::radiusChanged, this, &MapView::radiusChanged);
}

void MapView::setPicked(std::optional<GeoPoint> place)
{
    m_overlay.picked = place;
    update();
}

void MapView::setQueryCircle(std::optional<QueryCircle> circle)
{
    if (circle)
        circle->radiusKm = std::clamp(circle->radiusKm, 0.0, maxQueryRadiusKm);
    if (m_overlay.circle == circle)
        return;
    m_overlay.circle = circle;
    update();
}

void MapView::setPlaces(QList<MapPin> pins, const QString &attribution)
{
    m_overlay.pinsCredit = attribution;
    m_overlay.pins = std::move(pins);
    update();
}

void MapView::setViewpoint(ServerIndex server)
{
    m_controls.setViewpoint(server);
}

void MapView::zoomBy(double levels)
{
    m_navigator.zoomAbout(QRectF(rect()).center(), camera().zoom() + levels);
}

void MapView::fitAll()
{
    if (m_stale)
        refresh();
    m_followed = {};
    m_navigator.fit(m_clients.places());
}

QVariantMap MapView::save() const
{
    QVariantMap saved = m_navigator.save();
    if (m_clients.viewpoint() != ServerIndex::None)
        saved.insert(viewpointKey, herdcore::base::number(m_clients.viewpoint()) + 1);
    return saved;
}

void MapView::restore(const QVariantMap &saved)
{
    m_navigator.restore(saved);
    const int row = saved.value(viewpointKey).toInt(); // 1: the first server
    const auto servers = static_cast<int>(m_follower.state().profile().servers.size());
    if (row > 0 && row <= servers)
        setViewpoint(ServerIndex{ static_cast<std::int16_t>(row - 1) });
}

void MapView::refresh()
{
    m_stale = false;
    if (!m_clients.refresh(m_follower.state()) && !m_isNew)
        return; // most of what happens in a herd moves nobody
    m_isNew = false;
    if (!m_input.gestures().isDragging())
        m_navigator.keepInView(m_clients.places());
    if (const MapMarker *marker = m_clients.find(m_followed))
        follow(marker->client);
    const size_t count = m_clients.markers().size();
    const QString description = count == 0
        ? tr("No clients yet. Return picks the place in the middle, Shift+Return sends it.")
        : tr("Clients: %1. Page Up and Page Down step through them, F shows all.").arg(count);
    if (description != accessibleDescription())
        setAccessibleDescription(description);
    update();
}

void MapView::follow(const ClientId &client)
{
    const MapMarker *marker = m_clients.find(client);
    if (marker && QLineF(camera().toScreen(marker->world), QRectF(rect()).center()).length() > 1)
        m_navigator.centreOn(marker->world);
    m_followed = client;
}

double MapView::markerRadius() const
{
    return std::max(9.0, QFontMetricsF(font()).height() * 0.62);
}

MapOverlay::Look MapView::look() const
{
    return { camera(), Theme::of(palette()), font() };
}

void MapView::paintEvent(QPaintEvent *)
{
    if (m_stale)
        refresh();
    const MapOverlay::Look now = look();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_backdrop.draw(painter, { now.camera, devicePixelRatioF(), now.theme, now.font, m_overlay.pinNames() });
    m_overlay.paintGround(painter, now);
    paintClients(painter, now);
    m_overlay.paintTop(painter, now);
    m_overlay.paintMargins(painter, now, m_input.pointer(), note());
    if (m_clients.markers().empty())
        MapOverlay::paintCard(
            painter, now, tr("No client has reported a position yet. Click the map to pick a place, then send IAMAT."));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(now.theme.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void MapView::paintClients(QPainter &painter, const MapOverlay::Look &look)
{
    const HerdState &state = m_follower.state();
    const bool isSelected = m_selection.subject() == Selection::Subject::Client;
    const ClientId selected = isSelected ? m_selection.client() : ClientId();
    const ServerIndex viewpoint = m_clients.viewpoint();
    m_clients.arrange(look.camera, markerRadius(), selected);
    const MapMarkerPainter::Scene scene{ state, m_clients.markers(), m_clients.arrangement(), look.camera, look.theme,
        look.font, state.lastNs() + m_sinceAdvance.nsecsElapsed(), selected, m_selection.update(),
        viewpoint == ServerIndex::None, m_controls.areas(),
        viewpoint == ServerIndex::None ? QString() : state.serverName(viewpoint) };
    m_markerPainter.paint(painter, scene);
    const MapGestures &gestures = m_input.gestures();
    if (!gestures.isDragging() || gestures.grip() != MapGestures::Grip::Client)
        return;
    if (const MapMarker *marker = m_clients.find(gestures.client()))
        m_markerPainter.paintGhost(painter, scene, *marker, camera().toScreen(marker->world), gestures.position());
}

QString MapView::note() const
{
    const auto &markers = m_clients.markers();
    const bool differs = std::any_of(
        markers.begin(), markers.end(), [](const MapMarker &marker) { return marker.newest.has_value(); });
    return differs ? tr("Dotted ring: position in the newest record") : QString();
}

void MapView::showEvent(QShowEvent *event)
{
    m_ageing.start();
    if (m_stale)
        refresh();
    QWidget::showEvent(event);
}

void MapView::hideEvent(QHideEvent *event)
{
    m_ageing.stop();
    QWidget::hideEvent(event);
}

void MapView::resizeEvent(QResizeEvent *event)
{
    m_navigator.resize(size());
    m_controls.place();
    QWidget::resizeEvent(event);
}

void MapView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_controls.place();
    QWidget::changeEvent(event);
}

} // namespace ui
