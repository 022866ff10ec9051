// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologynodepainter.h"

#include "ui/live/topologyglyphs.h"
#include "ui/live/topologywords.h"
#include "ui/topology/topologyplate.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

TopologyNodePainter::TopologyNodePainter(
    QPainter &painter, const Theme &theme, const HerdLook &look, const TopologyScene &scene, const TopologyMarks &marks)
    : m_painter(painter)
    , m_theme(theme)
    , m_look(look)
    , m_scene(scene)
    , m_marks(marks)
    , m_unit(scene.metrics.unit)
{ }

void TopologyNodePainter::paint()
{
    for (std::size_t i = 0; i < m_scene.nodes.size(); ++i)
        paintNode(static_cast<int>(i));
}

void TopologyNodePainter::paintNode(int index)
{
    paintMarks(index);
    if (m_scene.metrics.isCard())
        paintFrame(index);
    if (m_marks.followed)
        paintReached(index);
    paintBadge(index);
    if (m_scene.metrics.isCard())
        return paintCardText(index);
    if (!isPresent(index) || m_scene.nodes[at(index)].state == ServerState::Frozen)
        paintBareState(index);
    if (m_scene.metrics.style.detail == NodeDetail::Named)
        paintNameBelow(index);
}

void TopologyNodePainter::useFont(double scale, bool bold)
{
    QFont font = m_scene.metrics.font;
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(bold);
    m_painter.setFont(font);
}

bool TopologyNodePainter::isPresent(int index) const
{
    return herdcore::state::isPresent(m_scene.nodes[at(index)].state);
}

const UpdateSummary::Reached *TopologyNodePainter::reached(int index) const
{
    const auto found = m_marks.followed->reached.constFind(ServerIndex{ static_cast<std::int16_t>(index) });
    return found == m_marks.followed->reached.cend() ? nullptr : &*found;
}

QPainterPath nodeOutline(const TopologyScene &scene, int index, double grown)
{
    const TopologyScene::Node &node = scene.nodes[at(index)];
    if (!scene.metrics.isCard())
        return serverShape(index, node.badge.adjusted(-grown, -grown, grown, grown));
    QPainterPath path;
    const double radius = scene.metrics.unit * 0.5 + grown;
    path.addRoundedRect(node.box.adjusted(-grown, -grown, grown, grown), radius, radius);
    return path;
}

void TopologyNodePainter::paintMarks(int index)
{
    const TopologyItem item{ TopologyItem::Kind::Server, index };
    m_painter.setBrush(Qt::NoBrush);
    if (m_marks.isSelected(item)) {
        m_painter.setPen(QPen(m_theme.accent, m_unit * 0.24));
        m_painter.drawPath(outline(index, m_unit * 0.22));
    }
    if (item == m_marks.focused) {
        m_painter.setPen(QPen(m_theme.accent, std::max(1.3, m_unit * 0.09), Qt::DashLine));
        m_painter.drawPath(outline(index, m_unit * 0.52));
    }
}

// Of an external server, a double one.
void TopologyNodePainter::paintFrame(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const bool hovered = m_marks.hovered == TopologyItem{ TopologyItem::Kind::Server, index };
    QPen pen(
        Theme::blended(m_theme.border, m_theme.server(index), 0.6), std::max(1.3, m_unit * (hovered ? 0.15 : 0.09)));
    if (node.state == ServerState::Frozen)
        pen.setColor(m_theme.warning);
    if (!isPresent(index)) {
        pen.setColor(node.state == ServerState::Stopped ? m_theme.mutedText : m_theme.bad);
        pen.setStyle(node.state == ServerState::Failed ? Qt::SolidLine : Qt::DashLine);
    }
    m_painter.setPen(pen);
    m_painter.setBrush(isPresent(index) ? m_theme.raised : m_theme.window);
    m_painter.drawPath(outline(index));
    if (!node.isExternal)
        return;
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(outline(index, m_unit * 0.3));
}

// A server that the followed update has not reached is hatched; one that it has reached, and that has no room for text,
// has a ring in the update's colour.
void TopologyNodePainter::paintReached(int index)
{
    const bool card = m_scene.metrics.isCard();
    if (!reached(index)) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(QBrush(faded(m_theme.mutedText, 0.4), Qt::BDiagPattern));
        m_painter.drawPath(outline(index, card ? 0 : m_unit * 0.35));
    } else if (!card) {
        m_painter.setPen(QPen(m_theme.update(qHash(m_marks.followed->update)), m_unit * 0.18));
        m_painter.setBrush(m_theme.window);
        m_painter.drawPath(outline(index, m_unit * 0.25));
    }
}

void TopologyNodePainter::paintBadge(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const QColor colour = m_theme.server(index);
    const QPainterPath shape = serverShape(index, node.badge.adjusted(1, 1, -1, -1));
    QPen pen(m_theme.window, 1);
    if (!isPresent(index)) {
        pen = QPen(colour, std::max(1.5, m_unit * 0.1));
        pen.setDashPattern({ 2.5, 2 });
    }
    m_painter.setPen(pen);
    m_painter.setBrush(isPresent(index) ? colour : m_theme.window);
    m_painter.drawPath(shape);
    if (m_scene.metrics.style.detail == NodeDetail::Dot)
        return;
    const QString &letters = m_look.letters[index];
    useFont(letters.size() > 2 ? 0.66 : letters.size() == 2 ? 0.9 : 1.15, true);
    m_painter.setPen(isPresent(index) ? inkOn(colour) : m_theme.text);
    m_painter.drawText(shape.boundingRect().adjusted(-6, 0, 6, 0), Qt::AlignCenter, letters);
}

// On a card the state has a line of its own; on a bare badge it is a glyph.
void TopologyNodePainter::paintBareState(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const double side = std::max(m_unit * 0.75, 7.0);
    QRectF glyph(0, 0, side, side);
    glyph.moveCenter(node.badge.bottomRight() - QPointF(side, side) * 0.15);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window);
    m_painter.drawEllipse(glyph.adjusted(-1.5, -1.5, 1.5, 1.5));
    drawStateGlyph(m_painter, node.state, glyph, stateColour(node.state, m_theme));
}

// Centred under the badge, otherwise beside it.
void TopologyNodePainter::paintText(const QRectF &row, const QString &text, const QColor &ink)
{
    const bool centred = m_scene.metrics.style.detail == NodeDetail::Tall;
    m_painter.setPen(ink);
    const QString shown = QFontMetricsF(m_painter.font()).elidedText(text, Qt::ElideRight, row.width() + 1);
    m_painter.drawText(row, centred ? Qt::AlignCenter : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), shown);
}

QRectF TopologyNodePainter::glyphBefore(QRectF &row, const QString &text) const
{
    const double side = m_unit * 0.62;
    const double taken = side + m_unit * 0.3;
    if (m_scene.metrics.style.detail == NodeDetail::Tall) {
        const double width = taken + QFontMetricsF(m_painter.font()).horizontalAdvance(text);
        const double spare = std::max(0.0, row.width() - width) / 2;
        row.adjust(spare, 0, -spare, 0);
    }
    const QRectF glyph(row.left(), row.center().y() - side / 2, side, side);
    row.setLeft(row.left() + taken);
    return glyph;
}

void TopologyNodePainter::paintCardText(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const NodeMetrics &metrics = m_scene.metrics;
    const NodeDetail detail = metrics.style.detail;
    const bool full = detail == NodeDetail::Full;
    QRectF row;
    if (detail == NodeDetail::Tall) {
        row = { node.box.left() + metrics.padding * 0.4, node.badge.bottom() + metrics.padding * 0.2,
            node.box.width() - metrics.padding * 0.8, m_unit };
    } else {
        const double left = node.badge.right() + metrics.padding * 0.8;
        row = { left, node.centre().y() - m_unit * (full ? 1.5 : 1), node.box.right() - metrics.padding * 0.6 - left,
            m_unit };
    }
    useFont(1, true);
    paintText(row, m_look.names[index], isPresent(index) ? m_theme.text : m_theme.mutedText);
    row.translate(0, m_unit);
    if (!full && m_marks.followed)
        return paintWay(index, row);
    paintState(index, row);
    if (!full)
        return;
    row.translate(0, m_unit);
    if (m_marks.followed)
        return paintWay(index, row);
    paintText(row, node.countWords, node.state == ServerState::Failed ? m_theme.text : m_theme.mutedText);
}

void TopologyNodePainter::paintState(int index, const QRectF &row)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const bool bad = !isPresent(index) && node.state != ServerState::Stopped;
    useFont(1, false);
    QRectF words = row;
    const QRectF glyph = glyphBefore(words, node.stateWords);
    drawStateGlyph(m_painter, node.state, glyph, stateColour(node.state, m_theme));
    paintText(words, node.stateWords, bad ? m_theme.bad : m_theme.text);
}

// How the followed update reached this server.
void TopologyNodePainter::paintWay(int index, const QRectF &row)
{
    const UpdateSummary::Reached *how = reached(index);
    useFont(1, how != nullptr);
    if (!how)
        return paintText(row, notReachedWords(), m_theme.mutedText);
    const bool full = m_scene.metrics.style.detail == NodeDetail::Full;
    const QString text = full ? reachedWords(*how) : hopsWords(*how);
    QRectF words = row;
    const QRectF glyph = glyphBefore(words, text);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.update(qHash(m_marks.followed->update)));
    m_painter.drawPath(messageShape(MessageKind::Flood, glyph.center(), glyph.width() / 2));
    paintText(words, text, m_theme.text);
}

void TopologyNodePainter::paintNameBelow(int index)
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
    m_painter.setPen(isPresent(index) ? m_theme.text : m_theme.mutedText);
    m_painter.drawText(plate, Qt::AlignCenter, name);
}

} // namespace ui
