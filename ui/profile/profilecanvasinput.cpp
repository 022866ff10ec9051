// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The mouse and the keys of a ProfileCanvas.

#include "ui/profile/profilecanvas.h"

#include "ui/topology/topologynavigation.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace ui {

using herdcore::profile::LinkProfile;

namespace {

constexpr double nudgeStep = 0.1; // in links' lengths

} // namespace

// The edge reaches a little into the server and a little around it.
ProfileCanvas::Rim ProfileCanvas::rimAt(QPointF position) const
{
    const double unit = m_scene.metrics.unit;
    const double around = std::max(8.0, unit * 0.5);
    for (int i = static_cast<int>(m_scene.nodes.size()) - 1; i >= 0; --i) {
        const TopologyScene::Node &node = m_scene.nodes[static_cast<std::size_t>(i)];
        if (m_scene.metrics.isCard()) {
            const double into = std::min(unit * 0.45, node.box.height() * 0.22);
            if (node.box.adjusted(-around, -around, around, around).contains(position))
                return { i, !node.box.adjusted(into, into, -into, -into).contains(position) };
            continue;
        }
        const QPointF off = position - node.badge.center();
        const double distance = std::hypot(off.x(), off.y());
        if (distance <= node.badge.width() / 2 + around)
            return { i, distance > node.badge.width() * 0.32 };
        if (node.box.contains(position))
            return { i, false }; // its name
    }
    return {};
}

void ProfileCanvas::updateHover(QPointF position)
{
    const Rim rim = rimAt(position);
    if (rim.server == m_hovered.server && rim.isEdge == m_hovered.isEdge)
        return;
    m_hovered = rim;
    setCursor(rim.server < 0 ? Qt::ArrowCursor : rim.isEdge ? Qt::CrossCursor : Qt::OpenHandCursor);
    setToolTip(rim.server >= 0 && rim.isEdge ? tr("Drag to another server to link them") : QString());
    update();
}

void ProfileCanvas::toggle(TopologyItem item, bool more)
{
    std::vector<int> servers = more ? m_servers : std::vector<int>();
    std::vector<LinkProfile> links = more ? m_links : std::vector<LinkProfile>();
    if (item.kind == TopologyItem::Kind::Server) {
        if (std::erase(servers, item.index) == 0)
            servers.push_back(item.index);
    } else if (item.kind == TopologyItem::Kind::Link) {
        const LinkProfile link = m_document.profile().links[static_cast<std::size_t>(item.index)];
        if (std::erase(links, link) == 0)
            links.push_back(link);
    }
    select(std::move(servers), std::move(links));
}

void ProfileCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    m_pressed = m_last = event->position();
    m_dragged = false;
    const bool more = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (event->button() != Qt::LeftButton) {
        m_gesture = Gesture::Pan;
        return;
    }
    const Rim rim = rimAt(m_pressed);
    if (rim.server >= 0) {
        toggle({ TopologyItem::Kind::Server, rim.server }, more);
        m_pulled = rim.server;
        m_grip = m_pressed - m_camera.toScreen(m_document.place(rim.server));
        m_gesture = more ? Gesture::None : rim.isEdge ? Gesture::Link : Gesture::Move;
        return;
    }
    const TopologyItem item = m_scene.itemAt(m_pressed);
    toggle(item, more);
    m_gesture = item.kind == TopologyItem::Kind::Nothing ? Gesture::Pan : Gesture::None;
}

void ProfileCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF position = event->position();
    const QPointF off = position - m_pressed;
    m_dragged = m_dragged || off.manhattanLength() >= QApplication::startDragDistance();
    switch (m_gesture) {
    case Gesture::None:
        updateHover(position);
        break;
    case Gesture::Move:
        if (m_dragged)
            m_document.moveServer(m_pulled, m_camera.toWorld(position - m_grip));
        break;
    case Gesture::Link:
        m_hovered = rimAt(position);
        update();
        break;
    case Gesture::Pan:
        if (!m_dragged)
            return; // once it is a drag, all of the way counts
        m_fits = false;
        m_camera.pan(position - m_last);
        rebuild();
        break;
    }
    m_last = position;
}

void ProfileCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Rim rim = rimAt(event->position());
    if (m_gesture == Gesture::Link && m_dragged && rim.server >= 0 && rim.server != m_pulled) {
        m_document.setLink(m_pulled, rim.server, true);
        select({},
            { { herdcore::base::ServerIndex(static_cast<qint16>(std::min(m_pulled, rim.server))),
                herdcore::base::ServerIndex(static_cast<qint16>(std::max(m_pulled, rim.server))) } });
    }
    m_gesture = Gesture::None;
    m_document.endStep();
    updateHover(event->position());
    update();
}

void ProfileCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Rim rim = rimAt(event->position());
    if (event->button() != Qt::LeftButton)
        return;
    if (rim.server >= 0)
        Q_EMIT renameRequested(rim.server);
    else if (m_scene.itemAt(event->position()).kind == TopologyItem::Kind::Nothing)
        select({ m_document.addServer(m_camera.toWorld(event->position())) });
}

void ProfileCanvas::leaveEvent(QEvent *event)
{
    m_hovered = {};
    update();
    QWidget::leaveEvent(event);
}

void ProfileCanvas::wheelEvent(QWheelEvent *event)
{
    zoom(event->position(), std::pow(1.2, event->angleDelta().y() / 120.0));
}

TopologyItem ProfileCanvas::current() const
{
    if (!m_servers.empty())
        return { TopologyItem::Kind::Server, m_servers.back() };
    const auto &links = m_document.profile().links;
    const auto found = m_links.empty() ? links.end() : std::find(links.begin(), links.end(), m_links.back());
    return found == links.end() ? TopologyItem{}
                                : TopologyItem{ TopologyItem::Kind::Link, static_cast<int>(found - links.begin()) };
}

void ProfileCanvas::step(QPointF direction, bool more)
{
    const auto next = current().kind == TopologyItem::Kind::Nothing ? itemAfter(m_scene, {}, 1)
                                                                    : itemTowards(m_scene, current(), direction);
    if (next)
        toggle(*next, more);
}

void ProfileCanvas::nudge(QPointF direction)
{
    if (current().kind == TopologyItem::Kind::Server)
        m_document.moveServer(m_servers.back(), m_document.place(m_servers.back()) + direction * nudgeStep);
}

void ProfileCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool more = event->modifiers() & Qt::ShiftModifier;
    const auto go = [&](QPointF direction) {
        event->modifiers() & Qt::ControlModifier ? nudge(direction) : step(direction, more);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return go({ -1, 0 });
    case Qt::Key_Right:
        return go({ 1, 0 });
    case Qt::Key_Up:
        return go({ 0, -1 });
    case Qt::Key_Down:
        return go({ 0, 1 });
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(QRectF(rect()).center(), 1.2);
    case Qt::Key_Minus:
        return zoom(QRectF(rect()).center(), 1 / 1.2);
    case Qt::Key_Escape:
        return select({});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (!m_servers.empty())
            Q_EMIT renameRequested(m_servers.back());
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace ui
