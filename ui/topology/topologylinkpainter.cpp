// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologylinkpainter.h"

#include "ui/live/topologyglyphs.h"
#include "ui/topology/topologyplate.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

using namespace herdcore::state;
using herdcore::base::number;

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

double directionOf(const QLineF &line)
{
    return std::atan2(line.dy(), line.dx());
}

} // namespace

TopologyLinkPainter::TopologyLinkPainter(
    QPainter &painter, const Theme &theme, const TopologyScene &scene, const TopologyMarks &marks)
    : m_painter(painter)
    , m_theme(theme)
    , m_scene(scene)
    , m_marks(marks)
    , m_unit(scene.metrics.unit)
{ }

double TopologyLinkPainter::lineWidth() const
{
    return m_scene.metrics.style.detail == NodeDetail::Dot ? 1 : std::max(1.6, m_unit * 0.14);
}

void TopologyLinkPainter::paint()
{
    for (std::size_t i = 0; i < m_scene.links.size(); ++i)
        paintLink(static_cast<int>(i));
    if (!m_marks.followed)
        return;
    for (const UpdateSummary::Hop &hop : m_marks.followed->repeats)
        paintHop(hop, false);
    for (const UpdateSummary::Hop &hop : m_marks.followed->tree)
        paintHop(hop, true);
}

void TopologyLinkPainter::paintLink(int index)
{
    const TopologyScene::Link &link = m_scene.links[at(index)];
    const TopologyItem item{ TopologyItem::Kind::Link, index };
    const double width = lineWidth();
    const bool selected = m_marks.isSelected(item);
    if (selected || item == m_marks.hovered) {
        m_painter.setPen(
            QPen(faded(m_theme.accent, selected ? 0.45 : 0.2), width + m_unit * 0.55, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(link.line);
    }
    paintHalf(link.line.p1(), link.line.center(), link.atA, link.faultAtA);
    paintHalf(link.line.p2(), link.line.center(), link.atB, link.faultAtB);
    if (link.atA != link.atB || link.faultAtA != link.faultAtB) { // where the two halves meet
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

QPen TopologyLinkPainter::penOf(LinkEndState state, Fault fault) const
{
    QPen pen(m_theme.linkUp, lineWidth(), Qt::SolidLine, Qt::FlatCap);
    switch (state) {
    case LinkEndState::Up:
        if (fault) {
            pen.setColor(m_theme.warning);
            pen.setDashPattern({ 6, 2 });
        }
        break;
    case LinkEndState::Unknown:
        pen.setColor(m_theme.mutedText);
        pen.setDashPattern({ 1, 3 });
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
    return pen;
}

void TopologyLinkPainter::paintHalf(QPointF end, QPointF middle, LinkEndState state, Fault fault)
{
    m_painter.setPen(penOf(state, fault));
    m_painter.drawLine(end, middle);
    if (state != LinkEndState::Cut && !fault)
        return;
    const QPointF where = (end + middle) / 2;
    const double r = m_unit * 0.42;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window);
    m_painter.drawEllipse(where, r * 1.5, r * 1.5);
    if (state != LinkEndState::Cut)
        return paintFault(where, directionOf({ end, middle }), *fault);
    m_painter.setPen(QPen(m_theme.linkCut, lineWidth() * 1.3, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawPath(crossShape(where, r * 0.8));
}

// A wave: the lines arrive altered. A ring with a bar: they do not arrive. Two bars: they wait.
void TopologyLinkPainter::paintFault(QPointF where, double angle, herdcore::base::ImpairmentKind kind)
{
    using herdcore::base::ImpairmentKind;
    const double r = m_unit * 0.42;
    const bool isLoss = kind == ImpairmentKind::BlackHole || kind == ImpairmentKind::Drop;
    QPainterPath path;
    if (isLoss) {
        path.addEllipse(QPointF(), r, r);
        path.moveTo(-r * 0.7, r * 0.7);
        path.lineTo(r * 0.7, -r * 0.7);
    } else if (kind == ImpairmentKind::Hold) {
        for (const double x : { -0.4, 0.4 }) {
            path.moveTo(x * r, -r);
            path.lineTo(x * r, r);
        }
    } else {
        path.moveTo(-r * 1.3, 0);
        path.cubicTo(-r * 0.65, -r * 1.8, -r * 0.2, -r * 0.6, 0, 0);
        path.cubicTo(r * 0.2, r * 0.6, r * 0.65, r * 1.8, r * 1.3, 0);
    }
    m_painter.save();
    m_painter.translate(where);
    m_painter.rotate(angle * 180 / std::numbers::pi);
    m_painter.setPen(QPen(m_theme.warning, lineWidth() * 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
    m_painter.restore();
}

void TopologyLinkPainter::paintHop(const UpdateSummary::Hop &hop, bool first)
{
    if (m_scene.linkBetween(number(hop.from), number(hop.to)) < 0)
        return;
    // The tree covers the links that it uses; a link may carry a repeat in both directions.
    QLineF line = m_scene.between(number(hop.from), number(hop.to), first ? 0 : m_unit * 0.3);
    const QColor colour = m_theme.update(qHash(m_marks.followed->update));
    const double head = m_unit * (first ? 0.95 : 0.7);
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

} // namespace ui
