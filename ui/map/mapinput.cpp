// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/map/mapinput.h"

#include "herdcore/base/escape.h"
#include "ui/map/mapview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QTextDocument>
#include <QToolTip>

#include <iterator>
#include <utility>

namespace ui {

using herdcore::base::ClientId;

namespace {

constexpr double wheelStep = 0.5; // zoom levels for one notch
constexpr double keyStep = 80; // pixels

} // namespace

MapInput::MapInput(MapView &view, const Scene &scene, Selection &selection)
    : m_view(view)
    , m_navigator(scene.navigator)
    , m_clients(scene.clients)
    , m_overlay(scene.overlay)
    , m_state(scene.state)
    , m_clock(scene.clock)
    , m_selection(selection)
    , m_gestures(scene.navigator, scene.clients, scene.overlay)
{
    view.setFocusPolicy(Qt::StrongFocus);
    view.setMouseTracking(true);
    view.installEventFilter(this);
    connectGestures();
}

void MapInput::connectGestures()
{
    connect(&m_gestures, &MapGestures::changed, &m_view, qOverload<>(&QWidget::update));
    connect(&m_gestures, &MapGestures::groundClicked, this, &MapInput::pick);
    connect(&m_gestures, &MapGestures::clientClicked, this, &MapInput::selectClient);
    connect(&m_gestures, &MapGestures::clusterClicked, this, &MapInput::openCluster);
    connect(&m_gestures, &MapGestures::handleDragged, this, &MapInput::dragRadius);
    connect(&m_gestures, &MapGestures::clientDropped, this, [this](const ClientId &client, QPointF at) {
        if (const auto place = placeAt(at))
            Q_EMIT clientMoveRequested(client, place->latitude, place->longitude);
    });
}

bool MapInput::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        return release(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonDblClick:
        return doubleClick(*static_cast<QMouseEvent *>(event));
    case QEvent::Wheel:
        return wheel(*static_cast<QWheelEvent *>(event));
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent *>(event));
    case QEvent::ContextMenu:
        return showMenu(*static_cast<QContextMenuEvent *>(event));
    case QEvent::ToolTip:
        return showTip(*static_cast<QHelpEvent *>(event));
    case QEvent::Leave:
        m_pointer.reset();
        m_view.update();
        return false;
    case QEvent::FocusIn: {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        aim(reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason);
        return false;
    }
    case QEvent::FocusOut:
        aim(false);
        return false;
    default:
        return false;
    }
}

// Whether a cross-hair in the middle shows where the keys would pick.
void MapInput::aim(bool aims)
{
    m_overlay.aims = aims;
    m_view.update();
}

QPointF MapInput::middle() const
{
    return QRectF(m_view.rect()).center();
}

std::optional<GeoPoint> MapInput::placeAt(QPointF at) const
{
    const MapCamera &camera = m_navigator.camera();
    const QPointF world = camera.toWorld(at);
    if (world.y() < 0 || world.y() > 1 || !QRectF(m_view.rect()).contains(at))
        return std::nullopt;
    return rounded(geoOf(world), decimalsFor(camera.kilometresPerPixel()));
}

void MapInput::pick(QPointF at, Qt::KeyboardModifiers modifiers)
{
    if (m_clients.gather()) {
        m_view.update();
        return; // the click closes the open cluster, and does no more
    }
    const auto place = placeAt(at);
    if (!place)
        return;
    m_view.setPicked(place);
    if (modifiers & Qt::ShiftModifier)
        Q_EMIT locationSendRequested(place->latitude, place->longitude);
    else
        Q_EMIT locationPicked(place->latitude, place->longitude, modifiers);
}

void MapInput::dragRadius(QPointF at)
{
    if (!m_overlay.circle)
        return; // removed while the user was dragging it
    const double radius = radiusThrough(*m_overlay.circle, geoOf(m_navigator.camera().toWorld(at)));
    if (radius == std::exchange(m_overlay.circle->radiusKm, radius))
        return;
    m_view.update();
    Q_EMIT radiusChanged(radius);
}

void MapInput::selectClient(const ClientId &client)
{
    const MapMarker *marker = m_clients.find(client);
    if (!marker)
        return;
    m_selection.selectClient(client);
    m_selection.followUpdate(marker->update);
}

const MapMarker *MapInput::selectedMarker() const
{
    return m_selection.subject() == Selection::Subject::Client ? m_clients.find(m_selection.client()) : nullptr;
}

void MapInput::openCluster(QPointF at)
{
    const MapItem *cluster = m_clients.arrangement().itemAt(at);
    if (!cluster || !cluster->isCluster())
        return;
    if (m_clients.isOnePlace(*cluster))
        m_clients.spread(*cluster);
    else
        m_navigator.goTo(m_clients.boundsOf(*cluster), MapCamera::maxZoom);
    m_view.update();
}

void MapInput::stepClient(int by)
{
    const auto &markers = m_clients.markers();
    if (markers.empty())
        return;
    const auto count = static_cast<qsizetype>(markers.size());
    qsizetype next = by > 0 ? 0 : count - 1;
    if (const MapMarker *current = selectedMarker())
        next = (std::distance(markers.data(), current) + by + count) % count;
    const MapMarker &marker = markers[static_cast<size_t>(next)];
    if (!QRectF(m_view.rect()).contains(m_navigator.camera().toScreen(marker.world)))
        m_navigator.centreOn(marker.world);
    selectClient(ClientId(marker.client));
}

void MapInput::pan(QPointF pixels)
{
    m_overlay.aims = true;
    m_navigator.pan(pixels);
}

bool MapInput::press(const QMouseEvent &event)
{
    m_overlay.aims = false;
    if (event.button() != Qt::LeftButton)
        return false;
    m_gestures.press(event.position());
    return true;
}

bool MapInput::move(const QMouseEvent &event)
{
    m_pointer = placeAt(event.position());
    if (event.buttons() & Qt::LeftButton) {
        m_gestures.move(event.position());
        m_view.setCursor(Qt::ClosedHandCursor);
        return true;
    }
    switch (m_gestures.gripAt(event.position())) {
    case MapGestures::Grip::Nothing:
    case MapGestures::Grip::Ground:
        m_view.setCursor(Qt::CrossCursor);
        break;
    case MapGestures::Grip::Client:
    case MapGestures::Grip::Cluster:
        m_view.setCursor(Qt::PointingHandCursor);
        break;
    case MapGestures::Grip::Handle:
        m_view.setCursor(Qt::SizeHorCursor);
        break;
    }
    m_view.update(QRect(0, m_view.height() - 40, m_view.width(), 40)); // the coordinates under the pointer
    return true;
}

bool MapInput::release(const QMouseEvent &event)
{
    if (event.button() == Qt::LeftButton)
        m_gestures.release(event.position(), event.modifiers());
    m_view.unsetCursor();
    return true;
}

bool MapInput::doubleClick(const QMouseEvent &event)
{
    if (event.button() == Qt::LeftButton && m_gestures.gripAt(event.position()) == MapGestures::Grip::Ground)
        m_navigator.zoomAbout(event.position(), m_navigator.camera().zoom() + 1);
    return true;
}

bool MapInput::wheel(const QWheelEvent &event)
{
    const double notches = event.angleDelta().y() / 120.0;
    if (notches == 0)
        return false;
    m_navigator.zoomAbout(event.position(), m_navigator.camera().zoom() + notches * wheelStep);
    return true;
}

bool MapInput::key(const QKeyEvent &event)
{
    const auto done = [](auto &&act) {
        act();
        return true;
    };
    switch (event.key()) {
    case Qt::Key_Left:
        return done([this] { pan({ keyStep, 0 }); });
    case Qt::Key_Right:
        return done([this] { pan({ -keyStep, 0 }); });
    case Qt::Key_Up:
        return done([this] { pan({ 0, keyStep }); });
    case Qt::Key_Down:
        return done([this] { pan({ 0, -keyStep }); });
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return done([this] { m_view.zoomBy(wheelStep); });
    case Qt::Key_Minus:
        return done([this] { m_view.zoomBy(-wheelStep); });
    case Qt::Key_F:
        return done([this] { m_view.fitAll(); });
    case Qt::Key_Home:
        return done([this] { m_view.showWorld(); });
    case Qt::Key_PageDown:
        return done([this] { stepClient(1); });
    case Qt::Key_PageUp:
        return done([this] { stepClient(-1); });
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return done([this, &event] { pick(middle(), event.modifiers() & ~Qt::KeypadModifier); });
    case Qt::Key_Escape:
        return escape();
    default:
        return false;
    }
}

// Ends the drag, closes the open cluster, removes the picked place; false: there was none of them.
bool MapInput::escape()
{
    if (!m_gestures.cancel() && !m_clients.gather() && !m_overlay.picked)
        return false;
    m_overlay.picked.reset();
    m_view.update();
    return true;
}

bool MapInput::showMenu(const QContextMenuEvent &event)
{
    const bool byKey = event.reason() == QContextMenuEvent::Keyboard;
    const QPointF at = byKey ? middle() : QPointF(event.pos());
    const auto place = placeAt(at);
    const MapMarker *marker
        = byKey && m_selection.subject() == Selection::Subject::Client ? selectedMarker() : m_clients.markerAt(at);
    QMenu menu(&m_view);
    if (marker) {
        const ClientId client = marker->client;
        const QString name = herdcore::base::escapedText(client.bytes(), 40).replace(u'&', QStringLiteral("&&"));
        menu.addAction(tr("Select %1").arg(name), this, [this, client] { selectClient(client); });
        const bool isFollowed = m_view.followed() == client;
        QAction *following = menu.addAction(tr("Keep %1 in the middle").arg(name), this,
            [this, client, isFollowed] { m_view.follow(isFollowed ? ClientId() : client); });
        following->setCheckable(true);
        following->setChecked(isFollowed);
        menu.addAction(tr("Forget %1").arg(name), this, [this, client] { Q_EMIT clientForgetRequested(client); });
        menu.addSeparator();
    }
    if (place) {
        const QString text = isoText(*place, decimalsFor(m_navigator.camera().kilometresPerPixel()));
        menu.addAction(tr("Pick %1").arg(text), this, [this, at] { pick(at, Qt::NoModifier); });
        menu.addAction(tr("Send IAMAT from here"), this, [this, at] { pick(at, Qt::ShiftModifier); });
        menu.addAction(tr("Copy %1").arg(text), this, [text] { QGuiApplication::clipboard()->setText(text); });
        menu.addSeparator();
    }
    menu.addAction(tr("Show all clients"), &m_view, &MapView::fitAll);
    menu.addAction(tr("Show the whole world"), &m_view, &MapView::showWorld);
    menu.exec(byKey ? m_view.mapToGlobal(at.toPoint()) : event.globalPos());
    return true;
}

bool MapInput::showTip(const QHelpEvent &event)
{
    const MapMarker *marker = m_clients.markerAt(event.pos());
    const QString text = marker ? describe(m_state, *marker, m_clock) : QString();
    // Names are untrusted text: marked as plain, or Qt might take them for HTML.
    QToolTip::showText(
        event.globalPos(), text.isEmpty() ? QString() : Qt::convertFromPlainText(text, Qt::WhiteSpacePre), &m_view);
    return true;
}

} // namespace ui
