// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/topologywords.h"
#include "ui/topology/topologynavigation.h"
#include "ui/topology/topologyview.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

// The part of TopologyView that the mouse and the keyboard reach.

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;
using Kind = TopologyItem::Kind;

namespace {

ServerIndex server(int index)
{
    return ServerIndex{ static_cast<std::int16_t>(index) };
}

} // namespace

TopologyItem TopologyView::selectedItem() const
{
    switch (m_selection.subject()) {
    case Selection::Subject::Server:
        return { Kind::Server, herdcore::base::number(m_selection.server()) };
    case Selection::Subject::Link: {
        const auto &links = m_follower.state().profile().links;
        const auto found = std::find(links.begin(), links.end(), m_selection.link());
        if (found != links.end())
            return { Kind::Link, static_cast<int>(found - links.begin()) };
        break;
    }
    case Selection::Subject::Nothing:
    case Selection::Subject::Client:
    case Selection::Subject::Event:
        break;
    }
    return {};
}

void TopologyView::select(TopologyItem item)
{
    setFocused(item);
    switch (item.kind) {
    case Kind::Server:
        m_selection.selectServer(server(item.index));
        break;
    case Kind::Link: {
        const auto &links = m_follower.state().profile().links;
        m_selection.selectLink(links.at(static_cast<std::size_t>(item.index)));
        break;
    }
    case Kind::Nothing:
        m_selection.clear();
        break;
    }
}

void TopologyView::setFocused(TopologyItem item)
{
    m_focused = item;
    describe();
    update();
}

void TopologyView::setHovered(TopologyItem item)
{
    if (item == m_hovered)
        return;
    m_hovered = item;
    setCursor(item.kind == Kind::Nothing ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

QString TopologyView::tipOf(TopologyItem item) const
{
    const HerdState &state = m_follower.state();
    switch (item.kind) {
    case Kind::Server:
        return serverTip(state, server(item.index));
    case Kind::Link:
        return linkTip(state, state.profile().links.at(static_cast<std::size_t>(item.index)));
    case Kind::Nothing:
        break;
    }
    return {};
}

bool TopologyView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipOf(scene().itemAt(help->pos()));
    if (tip.isEmpty())
        QToolTip::hideText();
    else // names come from outside: said to be plain, or Qt might take them for HTML
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(tip, Qt::WhiteSpaceNormal), this);
    return true;
}

const MessageAnimation::Flight *TopologyView::messageAt(QPointF position) const
{
    const double now = m_clock();
    const MessageAnimation::Flight *nearest = nullptr;
    double distance = std::max(8.0, scene().metrics.unit * 0.7);
    for (const auto &[id, flight] : m_animation.flights()) {
        const auto lane = flight.isMoving(now) ? scene().lane(flight.lane) : std::nullopt;
        const double here = lane ? QLineF(lane->pointAt(flight.progress(now)), position).length() : distance;
        if (here < distance) {
            distance = here;
            nearest = &flight;
        }
    }
    return nearest;
}

void TopologyView::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = m_draggedFrom = event->position();
    if (event->button() == Qt::MiddleButton) {
        m_grip = Grip::Background;
    } else if (event->button() == Qt::LeftButton) {
        m_grip = Grip::Pressed;
        m_pressed = scene().itemAt(m_pressedAt);
        if (m_pressed.kind != Kind::Server) {
            if (const auto *message = messageAt(m_pressedAt)) {
                m_grip = Grip::None;
                return m_selection.selectEvent(message->id, message->update);
            }
        }
        if (m_pressed.kind == Kind::Nothing)
            return;
        m_gripOffset = scene().anchor(m_pressed) - m_pressedAt;
        select(m_pressed);
    }
}

void TopologyView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    if (m_grip == Grip::None)
        return setHovered(scene().itemAt(position));
    if (m_grip == Grip::Pressed && (position - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_grip = m_pressed.kind == Kind::Server ? Grip::Server : Grip::Background;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_grip == Grip::Server)
        m_stage.moveServer(m_pressed.index, position + m_gripOffset);
    else if (m_grip == Grip::Background)
        m_stage.pan(position - m_draggedFrom);
    else
        return;
    m_draggedFrom = position;
    changed();
}

void TopologyView::mouseReleaseEvent(QMouseEvent *event)
{
    // A click beside everything, and not a drag of the background, lets go of the selection.
    if (m_grip == Grip::Pressed && m_pressed.kind == Kind::Nothing)
        select({});
    if (m_grip == Grip::Server)
        Q_EMIT serverMoved();
    m_grip = Grip::None;
    m_hovered = {};
    setCursor(Qt::ArrowCursor);
    setHovered(scene().itemAt(event->position()));
}

void TopologyView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && scene().itemAt(event->position()).kind == Kind::Nothing)
        fit();
    else
        mousePressEvent(event);
}

void TopologyView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    setHovered({});
}

void TopologyView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0)
        return event->ignore();
    m_stage.zoom(event->position(), std::pow(1.2, std::clamp(notches, -5.0, 5.0)));
    changed();
    event->accept();
}

void TopologyView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const bool nowhere = m_focused.kind == Kind::Nothing;
        if (!nowhere)
            select(m_focused);
        const QPointF at = nowhere ? QRectF(rect()).center() : scene().anchor(m_focused);
        Q_EMIT contextMenuRequested(mapToGlobal(at.toPoint()));
    } else {
        select(scene().itemAt(event->pos()));
        Q_EMIT contextMenuRequested(event->globalPos());
    }
    event->accept();
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    const auto move = [this](QPointF direction) {
        if (const auto item = itemTowards(scene(), m_focused, direction))
            select(*item);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return move({ -1, 0 });
    case Qt::Key_Right:
        return move({ 1, 0 });
    case Qt::Key_Up:
        return move({ 0, -1 });
    case Qt::Key_Down:
        return move({ 0, 1 });
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return select(m_focused);
    case Qt::Key_Escape:
        return select({});
    case Qt::Key_F:
        return fit();
    case Qt::Key_Plus:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    default:
        QWidget::keyPressEvent(event);
    }
}

void TopologyView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const bool forward = event->reason() == Qt::TabFocusReason;
    if (forward || event->reason() == Qt::BacktabFocusReason) {
        const TopologyItem selected = selectedItem();
        const auto end = itemAfter(scene(), {}, forward ? 1 : -1);
        setFocused(selected.kind != Kind::Nothing || !end ? selected : *end);
    }
    update();
}

void TopologyView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool TopologyView::focusNextPrevChild(bool next)
{
    const auto item = hasFocus() ? itemAfter(scene(), m_focused, next ? 1 : -1) : std::nullopt;
    if (!item)
        return QWidget::focusNextPrevChild(next);
    select(*item);
    return true;
}

} // namespace ui
