// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologyinput.h"

#include "ui/kit/theme.h"
#include "ui/live/topologywords.h"
#include "ui/topology/topologynavigation.h"
#include "ui/topology/topologyview.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

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

bool TopologyInput::isSelected(TopologyItem item) const
{
    switch (item.kind) {
    case Kind::Server:
        return m_selection.contains(server(item.index));
    case Kind::Link:
        return m_selection.contains(m_state.profile().links.at(static_cast<std::size_t>(item.index)));
    case Kind::Nothing:
        break;
    }
    return false;
}

void TopologyInput::toggle(TopologyItem item)
{
    setFocused(item);
    if (item.kind == Kind::Server)
        m_selection.toggle(server(item.index));
    else if (item.kind == Kind::Link)
        m_selection.toggle(m_state.profile().links.at(static_cast<std::size_t>(item.index)));
}

// Adds it; what is selected already only gets the focus.
bool TopologyInput::extend(TopologyItem item)
{
    if (isSelected(item))
        setFocused(item);
    else
        toggle(item);
    return true;
}

bool TopologyInput::selectAllServers()
{
    std::vector<ServerIndex> all;
    for (std::size_t i = 0; i < m_state.profile().servers.size(); ++i)
        all.push_back(server(static_cast<int>(i)));
    m_selection.select(std::move(all), {});
    return true;
}

// Servers by their centres, links by both of their ends; added to what is selected.
void TopologyInput::selectBand()
{
    const QRectF band = QRectF(m_pressedAt, m_draggedFrom).normalized();
    const TopologyScene &scene = m_view.scene();
    auto servers = m_selection.servers();
    auto links = m_selection.links();
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        const ServerIndex one = server(static_cast<int>(i));
        if (band.contains(scene.nodes[i].centre()) && !m_selection.contains(one))
            servers.push_back(one);
    }
    for (std::size_t i = 0; i < scene.links.size(); ++i) {
        const auto &link = m_state.profile().links.at(i);
        if (band.contains(scene.links[i].line.p1()) && band.contains(scene.links[i].line.p2())
            && !m_selection.contains(link))
            links.push_back(link);
    }
    m_selection.select(std::move(servers), std::move(links));
}

void TopologyInput::paintBand(QPainter &painter, const Theme &theme) const
{
    if (m_grip != Grip::Band)
        return;
    QColor tint = theme.accent;
    tint.setAlphaF(0.15F);
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    painter.setBrush(tint);
    painter.drawRect(QRectF(m_pressedAt, m_draggedFrom).normalized());
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
        m_adds = event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
        if (m_pressed.kind == Kind::Nothing)
            return true;
        if (m_adds)
            toggle(m_pressed);
        else if (isSelected(m_pressed)) // one of several: a drag moves them all, a click selects it alone
            setFocused(m_pressed);
        else
            select(m_pressed);
    }
    return true;
}

void TopologyInput::beginDrag(QPointF position)
{
    m_view.setCursor(Qt::ClosedHandCursor);
    if (m_pressed.kind != Kind::Server) {
        m_grip = m_adds && m_pressed.kind == Kind::Nothing ? Grip::Band : Grip::Background;
        m_draggedFrom = m_grip == Grip::Band ? position : m_draggedFrom;
        return;
    }
    m_grip = Grip::Server;
    m_placesBefore = m_stage.save();
    m_gripped.clear();
    if (isSelected(m_pressed)) {
        for (const ServerIndex one : m_selection.servers())
            m_gripped.emplace_back(herdcore::base::number(one), m_stage.screenOf(herdcore::base::number(one)));
    } else {
        m_gripped.emplace_back(m_pressed.index, m_stage.screenOf(m_pressed.index));
    }
}

bool TopologyInput::move(const QMouseEvent &event)
{
    const QPointF position = event.position();
    if (m_grip == Grip::None) {
        setHovered(m_view.scene().itemAt(position));
        return true;
    }
    if (m_grip == Grip::Pressed && (position - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
        beginDrag(position);
    if (m_grip == Grip::Server) {
        for (const auto &[index, from] : m_gripped)
            m_stage.moveServer(index, from + position - m_pressedAt);
    } else if (m_grip == Grip::Background) {
        m_stage.pan(position - m_draggedFrom);
    } else if (m_grip != Grip::Band) {
        return true;
    }
    m_draggedFrom = position;
    Q_EMIT stageChanged();
    return true;
}

bool TopologyInput::release(const QMouseEvent &event)
{
    // A click beside everything, unlike a drag of the background, clears the selection.
    // One on one of several selects it alone.
    if (m_grip == Grip::Pressed && !m_adds && (m_pressed.kind == Kind::Nothing || m_selection.isSeveral()))
        select(m_pressed);
    const Grip grip = std::exchange(m_grip, Grip::None);
    if (grip == Grip::Server)
        Q_EMIT serverMoved(m_placesBefore);
    else if (grip == Grip::Band)
        selectBand();
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
        const TopologyItem item = m_view.scene().itemAt(event.pos());
        if (!isSelected(item)) // otherwise the menu is of all that are selected
            select(item);
        Q_EMIT contextMenuRequested(event.globalPos());
        return true;
    }
    const bool nowhere = m_focused.kind == Kind::Nothing;
    if (!nowhere && !isSelected(m_focused))
        select(m_focused);
    const QPointF at = nowhere ? QRectF(m_view.rect()).center() : m_view.scene().anchor(m_focused);
    Q_EMIT contextMenuRequested(m_view.mapToGlobal(at.toPoint()));
    return true;
}

bool TopologyInput::key(const QKeyEvent &event)
{
    const bool adds = event.modifiers() & Qt::ShiftModifier;
    const auto go = [this, adds](std::optional<TopologyItem> item) {
        return !item || (adds ? extend(*item) : select(*item));
    };
    const auto towards = [&](QPointF direction) {
        return go(itemTowards(m_view.scene(), m_focused, direction));
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
    case Qt::Key_PageDown:
        return go(itemAfter(m_view.scene(), m_focused, 1));
    case Qt::Key_PageUp:
        return go(itemAfter(m_view.scene(), m_focused, -1));
    case Qt::Key_A:
        return event.modifiers() == Qt::ControlModifier && selectAllServers();
    case Qt::Key_Space:
        if (event.modifiers() & Qt::ControlModifier) {
            toggle(m_focused);
            return true;
        }
        return select(m_focused);
    case Qt::Key_Return:
    case Qt::Key_Enter:
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
    if (m_focused.kind == Kind::Nothing)
        setFocused(current.kind != Kind::Nothing || !end ? current : *end);
}

} // namespace ui
