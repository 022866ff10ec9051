// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapview.h"

#include "ui/kit/icons.h"

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
constexpr int controlEdge = 8;

const auto viewpointKey = QStringLiteral("viewpoint");

} // namespace

MapView::MapView(LogFollower &follower, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_gestures(m_navigator, m_clients, m_overlay)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Map of the clients"));
    makeControls();
    connectGestures();
    m_ageing.setInterval(ageingMs);
    m_sinceAdvance.start();
    connect(&m_ageing, &QTimer::timeout, this, qOverload<>(&QWidget::update));
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

void MapView::makeControls()
{
    m_viewpoint.setParent(this);
    m_viewpoint.setAccessibleName(tr("Whose word the map shows"));
    m_viewpoint.setToolTip(tr("Show the newest record anywhere, or what one server holds"));
    m_viewpoint.addItem(tr("The truth"));
    for (size_t i = 0; i < m_follower.state().profile().servers.size(); ++i)
        m_viewpoint.addItem(
            tr("What %1 believes").arg(m_follower.state().serverName(ServerIndex{ static_cast<std::int16_t>(i) })));
    connect(&m_viewpoint, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_clients.setViewpoint(ServerIndex{ static_cast<std::int16_t>(index - 1) });
        refresh();
    });

    const auto make = [this](QToolButton &button, const QString &text, const QString &name, auto action) {
        button.setParent(this);
        button.setText(text);
        button.setToolTip(name);
        button.setAccessibleName(name);
        button.setAutoRepeat(true);
        connect(&button, &QToolButton::clicked, this, action);
    };
    make(m_zoomIn, QStringLiteral("+"), tr("Nearer (+)"), [this] { zoomBy(0.5); });
    make(m_zoomOut, QStringLiteral("−"), tr("Further away (-)"), [this] { zoomBy(-0.5); });
    make(m_fit, {}, tr("All clients (F)"), [this] { fitAll(); });
    m_fit.setIcon(icon(Glyph::Fit));
    m_fit.setAutoRepeat(false);
}

void MapView::connectGestures()
{
    connect(&m_gestures, &MapGestures::changed, this, qOverload<>(&QWidget::update));
    connect(&m_gestures, &MapGestures::groundClicked, this, &MapView::pick);
    connect(&m_gestures, &MapGestures::clientClicked, this, &MapView::selectClient);
    connect(&m_gestures, &MapGestures::heapClicked, this, &MapView::openHeap);
    connect(&m_gestures, &MapGestures::clientDropped, this, [this](const ClientId &client, QPointF at) {
        if (const auto place = placeAt(at))
            Q_EMIT clientMoveRequested(client, place->latitude, place->longitude);
    });
    connect(&m_gestures, &MapGestures::handleDragged, this, [this](QPointF at) {
        if (!m_overlay.circle)
            return; // taken away under the user's hand
        const double radius = radiusThrough(*m_overlay.circle, geoOf(camera().toWorld(at)));
        if (radius == std::exchange(m_overlay.circle->radiusKm, radius))
            return;
        update();
        Q_EMIT radiusChanged(radius);
    });
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
    m_viewpoint.setCurrentIndex(herdcore::base::number(server) + 1);
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
        saved.insert(viewpointKey, m_viewpoint.currentIndex());
    return saved;
}

void MapView::restore(const QVariantMap &saved)
{
    m_navigator.restore(saved);
    const int viewpoint = saved.value(viewpointKey).toInt();
    if (viewpoint > 0 && viewpoint < m_viewpoint.count())
        m_viewpoint.setCurrentIndex(viewpoint);
}

void MapView::refresh()
{
    m_stale = false;
    m_clients.refresh(m_follower.state());
    if (!m_gestures.isDragging())
        m_navigator.keepInView(m_clients.places());
    if (const MapMarker *marker = m_clients.find(m_followed))
        follow(marker->client);
    const size_t count = m_clients.markers().size();
    const QString description = count == 0
        ? tr("No client yet. Return picks the place in the middle, Shift+Return sends it.")
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

std::optional<GeoPoint> MapView::placeAt(QPointF at) const
{
    const QPointF world = camera().toWorld(at);
    if (world.y() < 0 || world.y() > 1 || !QRectF(rect()).contains(at))
        return std::nullopt;
    return rounded(geoOf(world), decimalsFor(camera().kilometresPerPixel()));
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
    m_overlay.paintMargins(painter, now, m_pointer, note());
    if (m_clients.markers().empty())
        MapOverlay::paintCard(
            painter, now, tr("No client has said where it is yet. Click the map to pick a place, then send IAMAT."));
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
    std::vector<QRectF> reserved;
    for (const QWidget *control : std::initializer_list<const QWidget *>{ &m_viewpoint, &m_zoomIn, &m_zoomOut, &m_fit })
        reserved.emplace_back(control->geometry());
    const MapMarkerPainter::Scene scene{ state, m_clients.markers(), m_clients.arrangement(), look.camera, look.theme,
        look.font, state.lastNs() + m_sinceAdvance.nsecsElapsed(), selected, m_selection.update(),
        viewpoint == ServerIndex::None, std::move(reserved),
        viewpoint == ServerIndex::None ? QString() : state.serverName(viewpoint) };
    m_markerPainter.paint(painter, scene);
    if (!m_gestures.isDragging() || m_gestures.grip() != MapGestures::Grip::Client)
        return;
    if (const MapMarker *marker = m_clients.find(m_gestures.client()))
        m_markerPainter.paintGhost(painter, scene, *marker, camera().toScreen(marker->world), m_gestures.position());
}

QString MapView::note() const
{
    const auto &markers = m_clients.markers();
    const bool differs
        = std::any_of(markers.begin(), markers.end(), [](const MapMarker &marker) { return marker.truth.has_value(); });
    return differs ? tr("Dotted ring: where the newest record puts the client") : QString();
}

void MapView::placeControls()
{
    const QSize combo = m_viewpoint.sizeHint().boundedTo(QSize(std::max(80, width() - 80), height()));
    m_viewpoint.setGeometry(width() - combo.width() - controlEdge, controlEdge * 2, combo.width(), combo.height());
    const int side = m_zoomIn.sizeHint().expandedTo(m_fit.sizeHint()).height();
    int y = m_viewpoint.geometry().bottom() + controlEdge;
    for (QToolButton *button : { &m_zoomIn, &m_zoomOut, &m_fit }) {
        button->setGeometry(width() - side - controlEdge, y, side, side);
        y += side;
    }
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
    placeControls();
    QWidget::resizeEvent(event);
}

void MapView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        placeControls();
    QWidget::changeEvent(event);
}

} // namespace ui
