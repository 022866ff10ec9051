// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does to the map: the input half of MapView.

#include "herdcore/base/escape.h"
#include "ui/map/mapview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QTextDocument>
#include <QToolTip>

#include <cmath>
#include <iterator>

namespace ui {

namespace {

using herdcore::base::ClientId;

constexpr double wheelStep = 0.5; // zoom levels for one notch
constexpr double keyStep = 80; // pixels

} // namespace

void MapView::pick(QPointF at, Qt::KeyboardModifiers modifiers)
{
    if (m_clients.gather()) {
        update();
        return; // the click puts the heap together again, and no more
    }
    const auto place = placeAt(at);
    if (!place)
        return;
    setPicked(place);
    if (modifiers & Qt::ShiftModifier)
        Q_EMIT locationSendRequested(place->latitude, place->longitude);
    else
        Q_EMIT locationPicked(place->latitude, place->longitude, modifiers);
}

void MapView::selectClient(const ClientId &client)
{
    const MapMarker *marker = m_clients.find(client);
    if (!marker)
        return;
    m_selection.selectClient(client);
    m_selection.followUpdate(marker->update);
}

void MapView::openHeap(QPointF at)
{
    const MapItem *heap = m_clients.arrangement().itemAt(at);
    if (!heap || !heap->isCluster())
        return;
    if (m_clients.isOnePlace(*heap, markerRadius()))
        m_clients.spread(*heap);
    else
        m_navigator.goTo(m_clients.boundsOf(*heap), MapCamera::maxZoom);
    update();
}

void MapView::stepClient(int by)
{
    const auto &markers = m_clients.markers();
    if (markers.empty())
        return;
    const auto count = static_cast<qsizetype>(markers.size());
    const MapMarker *current
        = m_selection.subject() == Selection::Subject::Client ? m_clients.find(m_selection.client()) : nullptr;
    qsizetype next = by > 0 ? 0 : count - 1;
    if (current)
        next = (std::distance(markers.data(), current) + by + count) % count;
    const MapMarker &marker = markers[static_cast<size_t>(next)];
    if (!QRectF(rect()).contains(camera().toScreen(marker.world)))
        m_navigator.centreOn(marker.world);
    selectClient(ClientId(marker.client));
}

void MapView::zoomBy(double step)
{
    m_navigator.zoomAbout(QRectF(rect()).center(), camera().zoom() + step);
}

void MapView::moveByKey(QPointF step)
{
    m_overlay.aims = true;
    m_navigator.pan(step);
}

void MapView::mousePressEvent(QMouseEvent *event)
{
    m_overlay.aims = false;
    if (event->button() == Qt::LeftButton)
        m_gestures.press(event->position());
    else
        QWidget::mousePressEvent(event);
}

void MapView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = placeAt(event->position());
    if (event->buttons() & Qt::LeftButton) {
        m_gestures.move(event->position());
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    switch (m_gestures.gripAt(event->position())) {
    case MapGestures::Grip::Nothing:
    case MapGestures::Grip::Ground:
        setCursor(Qt::CrossCursor);
        break;
    case MapGestures::Grip::Client:
    case MapGestures::Grip::Heap:
        setCursor(Qt::PointingHandCursor);
        break;
    case MapGestures::Grip::Handle:
        setCursor(Qt::SizeHorCursor);
        break;
    }
    update(QRect(0, height() - 40, width(), 40)); // the coordinates under the pointer
}

void MapView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_gestures.release(event->position(), event->modifiers());
    unsetCursor();
}

void MapView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_gestures.gripAt(event->position()) == MapGestures::Grip::Ground)
        m_navigator.zoomAbout(event->position(), camera().zoom() + 1);
}

void MapView::leaveEvent(QEvent *event)
{
    m_pointer.reset();
    update();
    QWidget::leaveEvent(event);
}

void MapView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0) {
        event->ignore();
        return;
    }
    m_navigator.zoomAbout(event->position(), camera().zoom() + notches * wheelStep);
    event->accept();
}

void MapView::focusInEvent(QFocusEvent *event)
{
    m_overlay.aims = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void MapView::focusOutEvent(QFocusEvent *event)
{
    m_overlay.aims = false;
    QWidget::focusOutEvent(event);
    update();
}

void MapView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveByKey({ keyStep, 0 });
    case Qt::Key_Right:
        return moveByKey({ -keyStep, 0 });
    case Qt::Key_Up:
        return moveByKey({ 0, keyStep });
    case Qt::Key_Down:
        return moveByKey({ 0, -keyStep });
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(wheelStep);
    case Qt::Key_Minus:
        return zoomBy(-wheelStep);
    case Qt::Key_F:
        return fitAll();
    case Qt::Key_Home:
        return showWorld();
    case Qt::Key_PageDown:
        return stepClient(1);
    case Qt::Key_PageUp:
        return stepClient(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return pick(QRectF(rect()).center(), event->modifiers() & ~Qt::KeypadModifier);
    case Qt::Key_Escape:
        if (m_gestures.cancel() || m_clients.gather() || m_overlay.picked) {
            m_overlay.picked.reset();
            return update();
        }
        break;
    }
    QWidget::keyPressEvent(event);
}

void MapView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPointF at = byKey ? QRectF(rect()).center() : QPointF(event->pos());
    const auto place = placeAt(at);
    const MapMarker *marker = m_clients.markerAt(at);
    if (byKey && m_selection.subject() == Selection::Subject::Client)
        marker = m_clients.find(m_selection.client());
    QMenu menu(this);
    if (marker) {
        const ClientId client = marker->client;
        const QString name = herdcore::base::escapedText(client.bytes(), 40).replace(u'&', QStringLiteral("&&"));
        menu.addAction(tr("Select %1").arg(name), this, [this, client] { selectClient(client); });
        QAction *following = menu.addAction(tr("Keep %1 in the middle").arg(name), this,
            [this, client] { follow(m_followed == client ? ClientId() : client); });
        following->setCheckable(true);
        following->setChecked(m_followed == client);
        menu.addSeparator();
    }
    if (place) {
        const QString text = isoText(*place, decimalsFor(camera().kilometresPerPixel()));
        menu.addAction(tr("Pick %1").arg(text), this, [this, at] { pick(at, Qt::NoModifier); });
        menu.addAction(tr("Send IAMAT from here"), this, [this, at] { pick(at, Qt::ShiftModifier); });
        menu.addAction(tr("Copy %1").arg(text), this, [text] { QGuiApplication::clipboard()->setText(text); });
        menu.addSeparator();
    }
    menu.addAction(tr("Show all clients"), this, &MapView::fitAll);
    menu.addAction(tr("Show the whole world"), this, &MapView::showWorld);
    menu.exec(byKey ? mapToGlobal(at.toPoint()) : event->globalPos());
}

bool MapView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const MapMarker *marker = m_clients.markerAt(help->pos());
        // As markup made from plain text: a tool tip would sniff for it.
        const QString text = marker ? describe(m_follower.state(), *marker) : QString();
        QToolTip::showText(
            help->globalPos(), text.isEmpty() ? QString() : Qt::convertFromPlainText(text, Qt::WhiteSpacePre), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace ui
