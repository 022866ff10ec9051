// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologyinput.h"

#include "ui/live/topologywords.h"
#include "ui/topology/topologynavigation.h"
#include "ui/topology/topologyview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

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

TopologyInput::TopologyInput(TopologyView &view, TopologyStage &stage, const HerdState &state, Selection &selection)
    : m_view(view)
    , m_stage(stage)
    , m_state(state)
    , m_selection(selection)
{
    view.setFocusPolicy(Qt::StrongFocus);
    view.setMouseTracking(true);
    view.installEventFilter(this);
    connect(&selection, &Selection::changed, this, &TopologyInput::onSelectionChanged);
    onSelectionChanged();
}

bool TopologyInput::eventFilter(QObject *, QEvent *event)
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
        return requestMenu(*static_cast<QContextMenuEvent *>(event));
    case QEvent::ToolTip:
        return showTip(*static_cast<QHelpEvent *>(event));
    case QEvent::Leave:
        setHovered({});
        return false;
    case QEvent::FocusIn:
        focusIn(*static_cast<QFocusEvent *>(event));
        return false;
    default:
        return false;
    }
}

void TopologyInput::onSelectionChanged()
{
    if (const TopologyItem item = selected(); item.kind != Kind::Nothing)
        m_focused = item;
    Q_EMIT marksChanged();
}

TopologyItem TopologyInput::selected() const
{
    switch (m_selection.subject()) {
    case Selection::Subject::Server:
        return { Kind::Server, herdcore::base::number(m_selection.server()) };
    case Selection::Subject::Link: {
        const auto &links = m_state.profile().links;
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

bool TopologyInput::select(TopologyItem item)
{
    setFocused(item);
    switch (item.kind) {
    case Kind::Server:
        m_selection.selectServer(server(item.index));
        break;
    case Kind::Link: {
        const auto &links = m_state.profile().links;
        m_selection.selectLink(links.at(static_cast<std::size_t>(item.index)));
        break;
    }
    case Kind::Nothing:
        m_selection.clear();
        break;
    }
    return true;
}

void TopologyInput::setFocused(TopologyItem item)
{
    m_focused = item;
    Q_EMIT marksChanged();
}

void TopologyInput::setHovered(TopologyItem item)
{
    if (item == m_hovered)
        return;
    m_hovered = item;
    m_view.setCursor(item.kind == Kind::Nothing ? Qt::ArrowCursor : Qt::PointingHandCursor);
    Q_EMIT marksChanged();
}

QString TopologyInput::tipOf(TopologyItem item) const
{
    switch (item.kind) {
    case Kind::Server:
        return serverTip(m_state, server(item.index));
    case Kind::Link:
        return linkTip(m_state, m_state.profile().links.at(static_cast<std::size_t>(item.index)));
    case Kind::Nothing:
        break;
    }
    return {};
}

bool TopologyInput::showTip(const QHelpEvent &event)
{
    const QString tip = tipOf(m_view.scene().itemAt(event.pos()));
    if (tip.isEmpty())
        QToolTip::hideText();
    else // names are untrusted text: marked as plain, or Qt might take them for HTML
        QToolTip::showText(event.globalPos(), Qt::convertFromPlainText(tip, Qt::WhiteSpaceNormal), &m_view);
    return true;
}

bool TopologyInput::press(const QMouseEvent &event)
{
    m_pressedAt = m_draggedFrom = event.position();
    if (event.button() == Qt::MiddleButton) {
        m_grip = Grip::Background;
    } else if (event.button() == Qt::LeftButton) {
        m_grip = Grip::Pressed;
        m_pressed = m_view.scene().itemAt(m_pressedAt);
        if (m_pressed.kind != Kind::Server) {
            if (const auto *message = m_view.messageAt(m_pressedAt)) {
                m_grip = Grip::None;
                m_selection.selectEvent(message->id, message->update);
                return true;
            }
        }
        if (m_pressed.kind == Kind::Nothing)
            return true;
        m_gripOffset = m_view.scene().anchor(m_pressed) - m_pressedAt;
        select(m_pressed);
    }
    return true;
}

bool TopologyInput::move(const QMouseEvent &event)
{
    const QPointF position = event.position();
    if (m_grip == Grip::None) {
        setHovered(m_view.scene().itemAt(position));
        return true;
    }
    if (m_grip == Grip::Pressed && (position - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_grip = m_pressed.kind == Kind::Server ? Grip::Server : Grip::Background;
        m_view.setCursor(Qt::ClosedHandCursor);
    }
    if (m_grip == Grip::Server)
        m_stage.moveServer(m_pressed.index, position + m_gripOffset);
    else if (m_grip == Grip::Background)
        m_stage.pan(position - m_draggedFrom);
    else
        return true;
    m_draggedFrom = position;
    Q_EMIT stageChanged();
    return true;
}

bool TopologyInput::release(const QMouseEvent &event)
{
    // A click beside everything, unlike a drag of the background, clears the selection.
    if (m_grip == Grip::Pressed && m_pressed.kind == Kind::Nothing)
        select({});
    if (m_grip == Grip::Server)
        Q_EMIT serverMoved();
    m_grip = Grip::None;
    m_hovered = {};
    m_view.setCursor(Qt::ArrowCursor);
    setHovered(m_view.scene().itemAt(event.position()));
    return true;
}

bool TopologyInput::doubleClick(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || m_view.scene().itemAt(event.position()).kind != Kind::Nothing)
        return press(event);
    m_view.fit();
    return true;
}

bool TopologyInput::wheel(const QWheelEvent &event)
{
    const double notches = event.angleDelta().y() / 120.0;
    if (notches == 0)
        return false;
    m_stage.zoom(event.position(), std::pow(1.2, std::clamp(notches, -5.0, 5.0)));
    Q_EMIT stageChanged();
    return true;
}

bool TopologyInput::requestMenu(const QContextMenuEvent &event)
{
    if (event.reason() != QContextMenuEvent::Keyboard) {
        select(m_view.scene().itemAt(event.pos()));
        Q_EMIT contextMenuRequested(event.globalPos());
        return true;
    }
    const bool nowhere = m_focused.kind == Kind::Nothing;
    if (!nowhere)
        select(m_focused);
    const QPointF at = nowhere ? QRectF(m_view.rect()).center() : m_view.scene().anchor(m_focused);
    Q_EMIT contextMenuRequested(m_view.mapToGlobal(at.toPoint()));
    return true;
}

bool TopologyInput::key(const QKeyEvent &event)
{
    const auto towards = [this](QPointF direction) {
        const auto item = itemTowards(m_view.scene(), m_focused, direction);
        return !item || select(*item);
    };
    switch (event.key()) {
    case Qt::Key_Left:
        return towards({ -1, 0 });
    case Qt::Key_Right:
        return towards({ 1, 0 });
    case Qt::Key_Up:
        return towards({ 0, -1 });
    case Qt::Key_Down:
        return towards({ 0, 1 });
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return select(m_focused);
    case Qt::Key_Escape:
        return select({});
    case Qt::Key_F:
        m_view.fit();
        return true;
    case Qt::Key_Plus:
        m_view.zoomIn();
        return true;
    case Qt::Key_Minus:
        m_view.zoomOut();
        return true;
    default:
        return false;
    }
}

void TopologyInput::focusIn(const QFocusEvent &event)
{
    const bool forward = event.reason() == Qt::TabFocusReason;
    if (!forward && event.reason() != Qt::BacktabFocusReason)
        return;
    const TopologyItem current = selected();
    const auto end = itemAfter(m_view.scene(), {}, forward ? 1 : -1);
    setFocused(current.kind != Kind::Nothing || !end ? current : *end);
}

bool TopologyInput::focusNext(bool forward)
{
    const auto item = m_view.hasFocus() ? itemAfter(m_view.scene(), m_focused, forward ? 1 : -1) : std::nullopt;
    return item && select(*item);
}

} // namespace ui
