// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/topologypainter.h"

#include "ui/views/topologyglyphs.h"
#include "ui/views/topologywords.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using herdcore::base::number, herdcore::base::ServerIndex;

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

double directionOf(const QLineF &line)
{
    return std::atan2(line.dy(), line.dx());
}

} // namespace

QRectF paintPlate(QPainter &painter, const QString &text, QPointF anchor, const QRectF &within, const QColor &ink,
    const QColor &plate, const QColor &border)
{
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height();
    QRectF box(0, 0, std::min(metrics.horizontalAdvance(text) + height * 0.8, within.width()), height * 1.2);
    box.moveCenter(anchor);
    box.moveLeft(std::clamp(box.left(), within.left(), std::max(within.left(), within.right() - box.width())));
    box.moveTop(std::clamp(box.top(), within.top(), std::max(within.top(), within.bottom() - box.height())));
    painter.setPen(border.alpha() > 0 ? QPen(border, 1) : QPen(Qt::NoPen));
    painter.setBrush(plate);
    painter.drawRoundedRect(box, height * 0.4, height * 0.4);
    painter.setPen(ink);
    const QRectF inner = box.adjusted(height * 0.3, 0, -height * 0.3, 0);
    painter.drawText(inner, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, inner.width()));
    return box;
}

TopologyPainter::TopologyPainter(
    QPainter &painter, const Theme &theme, const HerdLook &look, const TopologyScene &scene, const TopologyMarks &marks)
    : m_painter(painter)
    , m_theme(theme)
    , m_look(look)
    , m_scene(scene)
    , m_marks(marks)
    , m_unit(scene.metrics.unit)
{ }

void TopologyPainter::useFont(double scale, bool bold)
{
    QFont font = m_scene.metrics.font;
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(bold);
    m_painter.setFont(font);
}

void TopologyPainter::paintLinks()
{
    for (std::size_t i = 0; i < m_scene.links.size(); ++i)
        paintLink(static_cast<int>(i));
    if (m_marks.followed)
        paintWay();
}

void TopologyPainter::paintLink(int index)
{
    const TopologyScene::Link &link = m_scene.links[at(index)];
    const TopologyItem item{ TopologyItem::Kind::Link, index };
    const double width = std::max(1.6, m_unit * 0.14);
    if (item == m_marks.selected || item == m_marks.hovered) {
        const bool selected = item == m_marks.selected;
        m_painter.setPen(
            QPen(faded(m_theme.accent, selected ? 0.45 : 0.2), width + m_unit * 0.55, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(link.line);
    }
    paintHalf(link.line.p1(), link.line.center(), link.atA);
    paintHalf(link.line.p2(), link.line.center(), link.atB);
    if (link.atA != link.atB) { // where the two beliefs meet
        const double angle = directionOf(link.line);
        const QPointF across(-std::sin(angle) * m_unit * 0.4, std::cos(angle) * m_unit * 0.4);
        m_painter.setPen(QPen(m_theme.linkUp, width));
        m_painter.drawLine(link.line.center() - across, link.line.center() + across);
    }
    if (item == m_marks.focused) {
        m_painter.setPen(QPen(m_theme.accent, std::max(1.5, m_unit * 0.1), Qt::DashLine));
        m_painter.setBrush(Qt::NoBrush);
        const double r = m_unit * 0.9;
        m_painter.drawEllipse(link.line.center(), r, r);
    }
}

void TopologyPainter::paintHalf(QPointF end, QPointF middle, LinkEndState state)
{
    const double width = std::max(1.6, m_unit * 0.14);
    QPen pen(m_theme.linkUp, width, Qt::SolidLine, Qt::FlatCap);
    switch (state) {
    case LinkEndState::Up:
        break;
    case LinkEndState::Dialling:
        pen.setCapStyle(Qt::RoundCap);
        pen.setDashPattern({ 0.01, 2.4 });
        break;
    case LinkEndState::Down:
        pen.setColor(m_theme.linkDown);
        pen.setDashPattern({ 3, 3 });
        break;
    case LinkEndState::Cut:
        pen.setColor(m_theme.linkCut);
        pen.setDashPattern({ 3, 3 });
        break;
    }
    m_painter.setPen(pen);
    m_painter.drawLine(end, middle);
    if (state != LinkEndState::Cut)
        return;
    const QPointF where = (end + middle) / 2;
    const double r = m_unit * 0.42;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window);
    m_painter.drawEllipse(where, r * 1.5, r * 1.5);
    m_painter.setPen(QPen(m_theme.linkCut, width * 1.3, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawPath(crossShape(where, r * 0.8));
}

void TopologyPainter::paintWay()
{
    for (const UpdateSummary::Hop &hop : m_marks.followed->repeats)
        paintHop(hop, false);
    for (const UpdateSummary::Hop &hop : m_marks.followed->tree)
        paintHop(hop, true);
}

void TopologyPainter::paintHop(const UpdateSummary::Hop &hop, bool first)
{
    const auto lane = m_scene.lane({ hop.from, hop.to });
    if (!lane)
        return;
    const QColor colour = m_theme.update(qHash(m_marks.followed->update));
    const double head = m_unit * (first ? 0.95 : 0.7);
    QLineF line = *lane;
    if (line.length() < head * 1.5)
        return;
    const double angle = directionOf(line);
    const QPointF tip = line.p2();
    line.setLength(line.length() - head * 0.8);
    QPen pen(colour, m_unit * (first ? 0.32 : 0.13), Qt::SolidLine, Qt::FlatCap);
    if (!first)
        pen.setDashPattern({ 4, 2.5 });
    m_painter.setPen(pen);
    m_painter.drawLine(line);
    m_painter.setPen(first ? QPen(Qt::NoPen) : QPen(colour, m_unit * 0.11));
    m_painter.setBrush(first ? QBrush(colour) : QBrush(m_theme.window));
    m_painter.drawPath(arrowHead(tip, head, angle));
}

void TopologyPainter::paintNodes()
{
    for (std::size_t i = 0; i < m_scene.nodes.size(); ++i)
        paintNode(static_cast<int>(i));
    if (!m_marks.followed)
        return;
    for (std::size_t i = 0; i < m_scene.nodes.size(); ++i)
        paintReached(static_cast<int>(i));
}

QPainterPath TopologyPainter::outline(int index, double grown) const
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    if (!m_scene.metrics.isCard())
        return serverShape(index, node.badge.adjusted(-grown, -grown, grown, grown));
    QPainterPath path;
    const double radius = m_unit * 0.5 + grown;
    path.addRoundedRect(node.box.adjusted(-grown, -grown, grown, grown), radius, radius);
    return path;
}

void TopologyPainter::paintNode(int index)
{
    const TopologyItem item{ TopologyItem::Kind::Server, index };
    const QColor colour = m_theme.server(index);
    m_painter.setBrush(Qt::NoBrush);
    if (item == m_marks.selected) {
        m_painter.setPen(QPen(faded(m_theme.accent, 0.45), m_unit * 0.5));
        m_painter.drawPath(outline(index, m_unit * 0.25));
    }
    if (item == m_marks.focused) {
        m_painter.setPen(QPen(m_theme.accent, std::max(1.5, m_unit * 0.1), Qt::DashLine));
        m_painter.drawPath(outline(index, m_unit * 0.5));
    }
    paintFrame(index, colour);
    if (m_marks.followed && !m_marks.followed->reached.contains(ServerIndex{ static_cast<std::int16_t>(index) }))
        paintHatched(index);
    paintBadge(index, colour);
    if (m_scene.metrics.isCard())
        paintCardText(index);
    else if (m_scene.metrics.style.detail == NodeDetail::Named)
        paintNameBelow(index);
}

void TopologyPainter::paintFrame(int index, const QColor &colour)
{
    if (!m_scene.metrics.isCard())
        return;
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const bool hovered = m_marks.hovered == TopologyItem{ TopologyItem::Kind::Server, index };
    const bool listening = node.state == ServerState::Listening;
    QPen pen(Theme::blended(m_theme.border, colour, 0.6), std::max(1.3, m_unit * (hovered ? 0.14 : 0.09)));
    if (!listening) {
        pen.setColor(node.state == ServerState::Stopped ? m_theme.mutedText : m_theme.bad);
        pen.setStyle(node.state == ServerState::Failed ? Qt::SolidLine : Qt::DashLine);
    }
    m_painter.setPen(pen);
    m_painter.setBrush(listening ? m_theme.raised : m_theme.window);
    m_painter.drawPath(outline(index));
}

void TopologyPainter::paintHatched(int index)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(QBrush(faded(m_theme.mutedText, 0.55), Qt::BDiagPattern));
    m_painter.drawPath(outline(index, m_scene.metrics.isCard() ? 0 : m_unit * 0.25));
}

void TopologyPainter::paintBadge(int index, const QColor &colour)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const bool listening = node.state == ServerState::Listening;
    const QPainterPath shape = serverShape(index, node.badge.adjusted(1, 1, -1, -1));
    if (listening) {
        m_painter.setPen(QPen(m_theme.window, 1));
        m_painter.setBrush(colour);
    } else {
        QPen pen(colour, std::max(1.5, m_unit * 0.1));
        pen.setDashPattern({ 2.5, 2 });
        m_painter.setPen(pen);
        m_painter.setBrush(m_theme.window);
    }
    m_painter.drawPath(shape);
    if (m_scene.metrics.style.detail != NodeDetail::Dot) {
        const QString &letters = m_look.letters[index];
        useFont(letters.size() > 2 ? 0.75 : letters.size() == 2 ? 1.0 : 1.15, true);
        m_painter.setPen(listening ? inkOn(colour) : m_theme.text);
        m_painter.drawText(shape.boundingRect().adjusted(-4, 0, 4, 0), Qt::AlignCenter, letters);
    }
    // On a card the state has a line of its own; a bare badge wears it.
    if (!m_scene.metrics.isCard() && !listening) {
        const double side = std::max(m_unit * 0.75, 7.0);
        QRectF glyph(0, 0, side, side);
        glyph.moveCenter(node.badge.bottomRight() - QPointF(side, side) * 0.15);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.window);
        m_painter.drawEllipse(glyph.adjusted(-1.5, -1.5, 1.5, 1.5));
        drawStateGlyph(m_painter, node.state, glyph, stateColour(node.state, m_theme));
    }
}

void TopologyPainter::paintCardText(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const NodeMetrics &metrics = m_scene.metrics;
    const bool listening = node.state == ServerState::Listening;
    const bool full = metrics.style.detail == NodeDetail::Full;
    const double left = node.badge.right() + metrics.padding * 0.8;
    QRectF row(left, 0, node.box.right() - metrics.padding * 0.6 - left, m_unit);
    row.moveTop(node.centre().y() - m_unit * (full ? 1.5 : 1));
    const auto text = [&](const QRectF &box, const QString &words, const QColor &ink) {
        m_painter.setPen(ink);
        const QString shown = QFontMetricsF(m_painter.font()).elidedText(words, Qt::ElideRight, box.width());
        m_painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shown);
    };
    useFont(1, true);
    text(row, m_look.names[index], listening ? m_theme.text : m_theme.mutedText);

    row.translate(0, m_unit);
    const double side = m_unit * 0.62;
    drawStateGlyph(m_painter, node.state, { row.left(), row.center().y() - side / 2, side, side },
        stateColour(node.state, m_theme));
    useFont(1, false);
    const QColor stateInk
        = node.state == ServerState::Crashed || node.state == ServerState::Failed ? m_theme.bad : m_theme.text;
    text(row.adjusted(side + m_unit * 0.3, 0, 0, 0), node.stateWords, listening ? m_theme.text : stateInk);
    if (!full)
        return;
    row.translate(0, m_unit);
    text(row, node.countWords, m_theme.mutedText);
}

void TopologyPainter::paintNameBelow(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    useFont(0.9, false);
    const QFontMetricsF metrics(m_painter.font());
    const QString name = metrics.elidedText(m_look.names[index], Qt::ElideRight, m_unit * 11);
    QRectF plate(0, 0, metrics.horizontalAdvance(name) + 4, metrics.height());
    plate.moveCenter({ node.badge.center().x(), node.badge.bottom() + metrics.height() * 0.6 });
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(faded(m_theme.window, 0.8));
    m_painter.drawRoundedRect(plate, 3, 3);
    m_painter.setPen(node.state == ServerState::Listening ? m_theme.text : m_theme.mutedText);
    m_painter.drawText(plate, Qt::AlignCenter, name);
}

// Says on the node's lower edge how the followed update came to it.
void TopologyPainter::paintReached(int index)
{
    if (!m_scene.metrics.isCard())
        return;
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const auto &reached = m_marks.followed->reached;
    const auto found = reached.constFind(ServerIndex{ static_cast<std::int16_t>(index) });
    const bool known = found != reached.cend();
    const QColor colour = m_theme.update(qHash(m_marks.followed->update));
    useFont(0.85, known);
    paintPlate(m_painter, known ? reachedWords(*found) : notReachedWords(), { node.centre().x(), node.box.bottom() },
        node.box.adjusted(0, 0, 0, m_unit), known ? inkOn(colour) : m_theme.mutedText, known ? colour : m_theme.window,
        known ? colour : m_theme.mutedText);
}

} // namespace ui
