// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilecanvasinput.h"

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

constexpr double nudgeStep = 0.1; // in link lengths
constexpr double zoomStep = 1.2;

} // namespace

ProfileCanvasInput::ProfileCanvasInput(ProfileCanvas &canvas, ProfileDocument &document)
    : m_canvas(canvas)
    , m_document(document)
{
    canvas.setFocusPolicy(Qt::StrongFocus);
    canvas.setMouseTracking(true);
    canvas.installEventFilter(this);
}

bool ProfileCanvasInput::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        doubleClick(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::Wheel: {
        const auto &wheel = *static_cast<QWheelEvent *>(event);
        m_canvas.zoom(wheel.position(), std::pow(zoomStep, wheel.angleDelta().y() / 120.0));
        return true;
    }
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent *>(event));
    case QEvent::Leave:
        m_hovered = {};
        Q_EMIT changed();
        return false;
    default:
        return false;
    }
}

std::optional<ProfileCanvasInput::Pull> ProfileCanvasInput::pull() const
{
    return m_gesture == Gesture::Link && m_dragged ? std::optional(Pull{ m_pulled, m_last }) : std::nullopt;
}

// The edge reaches a little into the server and a little around it.
ProfileCanvasInput::Rim ProfileCanvasInput::rimAt(QPointF position) const
{
    const TopologyScene &scene = m_canvas.scene();
    const double unit = scene.metrics.unit;
    const double around = std::max(8.0, unit * 0.5);
    for (int i = static_cast<int>(scene.nodes.size()) - 1; i >= 0; --i) {
        const TopologyScene::Node &node = scene.nodes[static_cast<std::size_t>(i)];
        if (scene.metrics.isCard()) {
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

void ProfileCanvasInput::updateHover(QPointF position)
{
    const Rim rim = rimAt(position);
    if (rim == m_hovered)
        return;
    m_hovered = rim;
    m_canvas.setCursor(rim.server < 0 ? Qt::ArrowCursor : rim.isEdge ? Qt::CrossCursor : Qt::OpenHandCursor);
    m_canvas.setToolTip(rim.server >= 0 && rim.isEdge ? tr("Drag to another server to link them") : QString());
    Q_EMIT changed();
}

void ProfileCanvasInput::toggle(TopologyItem item, bool more)
{
    std::vector<int> servers = more ? m_canvas.selectedServers() : std::vector<int>();
    std::vector<LinkProfile> links = more ? m_canvas.selectedLinks() : std::vector<LinkProfile>();
    if (item.kind == TopologyItem::Kind::Server) {
        if (std::erase(servers, item.index) == 0)
            servers.push_back(item.index);
    } else if (item.kind == TopologyItem::Kind::Link) {
        const LinkProfile link = m_document.profile().links[static_cast<std::size_t>(item.index)];
        if (std::erase(links, link) == 0)
            links.push_back(link);
    }
    m_canvas.select(std::move(servers), std::move(links));
}

void ProfileCanvasInput::press(const QMouseEvent &event)
{
    m_canvas.setFocus(Qt::MouseFocusReason);
    m_pressed = m_last = event.position();
    m_dragged = false;
    const bool more = event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (event.button() != Qt::LeftButton) {
        m_gesture = Gesture::Pan;
        return;
    }
    const Rim rim = rimAt(m_pressed);
    if (rim.server >= 0) {
        toggle({ TopologyItem::Kind::Server, rim.server }, more);
        m_pulled = rim.server;
        m_grip = m_pressed - m_canvas.camera().toScreen(m_document.place(rim.server));
        m_gesture = more ? Gesture::None : rim.isEdge ? Gesture::Link : Gesture::Move;
        return;
    }
    const TopologyItem item = m_canvas.scene().itemAt(m_pressed);
    toggle(item, more);
    m_gesture = item.kind == TopologyItem::Kind::Nothing ? Gesture::Pan : Gesture::None;
}

void ProfileCanvasInput::move(const QMouseEvent &event)
{
    const QPointF position = event.position();
    const QPointF off = position - m_pressed;
    m_dragged = m_dragged || off.manhattanLength() >= QApplication::startDragDistance();
    switch (m_gesture) {
    case Gesture::None:
        updateHover(position);
        break;
    case Gesture::Move:
        if (m_dragged)
            m_document.moveServer(m_pulled, m_canvas.camera().toWorld(position - m_grip));
        break;
    case Gesture::Link:
        m_hovered = rimAt(position);
        Q_EMIT changed();
        break;
    case Gesture::Pan:
        if (!m_dragged)
            return; // once it is a drag, the whole way counts
        m_canvas.pan(position - m_last);
        break;
    }
    m_last = position;
}

void ProfileCanvasInput::release(const QMouseEvent &event)
{
    const Rim rim = rimAt(event.position());
    if (m_gesture == Gesture::Link && m_dragged && rim.server >= 0 && rim.server != m_pulled) {
        m_document.setLink(m_pulled, rim.server, true);
        m_canvas.select({},
            { { herdcore::base::ServerIndex(static_cast<qint16>(std::min(m_pulled, rim.server))),
                herdcore::base::ServerIndex(static_cast<qint16>(std::max(m_pulled, rim.server))) } });
    }
    m_gesture = Gesture::None;
    m_document.endStep();
    updateHover(event.position());
    Q_EMIT changed();
}

void ProfileCanvasInput::doubleClick(const QMouseEvent &event)
{
    const Rim rim = rimAt(event.position());
    if (event.button() != Qt::LeftButton)
        return;
    if (rim.server >= 0)
        Q_EMIT renameRequested(rim.server);
    else if (m_canvas.scene().itemAt(event.position()).kind == TopologyItem::Kind::Nothing)
        m_canvas.select({ m_document.addServer(m_canvas.camera().toWorld(event.position())) });
}

TopologyItem ProfileCanvasInput::current() const
{
    if (!m_canvas.selectedServers().empty())
        return { TopologyItem::Kind::Server, m_canvas.selectedServers().back() };
    const auto &links = m_document.profile().links;
    const auto &selected = m_canvas.selectedLinks();
    const auto found = selected.empty() ? links.end() : std::find(links.begin(), links.end(), selected.back());
    return found == links.end() ? TopologyItem{}
                                : TopologyItem{ TopologyItem::Kind::Link, static_cast<int>(found - links.begin()) };
}

void ProfileCanvasInput::step(QPointF direction, bool more)
{
    const TopologyScene &scene = m_canvas.scene();
    const auto next = current().kind == TopologyItem::Kind::Nothing ? itemAfter(scene, {}, 1)
                                                                    : itemTowards(scene, current(), direction);
    if (next)
        toggle(*next, more);
}

void ProfileCanvasInput::nudge(QPointF direction)
{
    const TopologyItem item = current();
    if (item.kind == TopologyItem::Kind::Server)
        m_document.moveServer(item.index, m_document.place(item.index) + direction * nudgeStep);
}

bool ProfileCanvasInput::requestRename()
{
    if (!m_canvas.selectedServers().empty())
        Q_EMIT renameRequested(m_canvas.selectedServers().back());
    return true;
}

bool ProfileCanvasInput::key(const QKeyEvent &event)
{
    const auto go = [&](QPointF direction) {
        event.modifiers() & Qt::ControlModifier ? nudge(direction)
                                                : step(direction, event.modifiers() & Qt::ShiftModifier);
        return true;
    };
    const auto zoom = [this](double factor) {
        m_canvas.zoom(QRectF(m_canvas.rect()).center(), factor);
        return true;
    };
    switch (event.key()) {
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
        return zoom(zoomStep);
    case Qt::Key_Minus:
        return zoom(1 / zoomStep);
    case Qt::Key_Escape:
        m_canvas.select({});
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        return requestRename();
    default:
        return false;
    }
}

} // namespace ui
