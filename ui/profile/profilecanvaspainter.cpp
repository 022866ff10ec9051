// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilecanvaspainter.h"

#include "ui/live/topologyglyphs.h"
#include "ui/topology/topologyplate.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {

using herdcore::base::number;
using herdcore::base::ServerIndex;

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

template <typename T> bool holds(const std::vector<T> &list, const T &one)
{
    return std::find(list.begin(), list.end(), one) != list.end();
}

QString text(const char *source)
{
    return QCoreApplication::translate("ui::ProfileCanvas", source);
}

} // namespace

ProfileCanvasPainter::ProfileCanvasPainter(QPainter &painter, const Theme &theme, const HerdLook &look,
    const TopologyScene &scene, const herdcore::profile::Profile &profile, const ProfileMarks &marks)
    : m_painter(painter)
    , m_theme(theme)
    , m_look(look)
    , m_scene(scene)
    , m_profile(profile)
    , m_marks(marks)
    , m_group(scene.nodes.size())
    , m_unit(scene.metrics.unit)
{
    findGroups();
}

void ProfileCanvasPainter::findGroups()
{
    if (!m_marks.note.isLoss)
        return;
    const auto parts = partsWithout(m_profile, m_marks.note.subject);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        for (const ServerIndex server : parts[i])
            m_group[at(number(server))] = static_cast<int>(i) + 1;
    }
}

bool ProfileCanvasPainter::isLost(int server) const
{
    return m_marks.note.isLoss && holds(m_marks.note.subject.servers, ServerIndex(static_cast<qint16>(server)));
}

void ProfileCanvasPainter::paint()
{
    for (std::size_t i = 0; i < m_scene.links.size(); ++i)
        paintLink(i);
    for (std::size_t i = 0; i < m_scene.nodes.size(); ++i)
        paintNode(static_cast<int>(i));
}

void ProfileCanvasPainter::paintLink(std::size_t index)
{
    const TopologyScene::Link &link = m_scene.links[index];
    const auto &named = m_profile.links[index];
    const bool isLostLink = holds(m_marks.note.subject.links, named);
    const bool isGone = isLostLink || isLost(link.a) || isLost(link.b);
    const double width = std::max(1.5, m_unit * (m_scene.metrics.isCard() ? 0.13 : 0.08));
    if (holds(m_marks.links, named)) {
        m_painter.setPen(QPen(faded(m_theme.accent, 0.55), width * 4, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(link.line);
    }
    m_painter.setPen(
        isGone ? QPen(isLostLink ? m_theme.bad : m_theme.linkDown, width, Qt::DashLine) : QPen(m_theme.linkUp, width));
    m_painter.drawLine(link.line);
    if (isLostLink) {
        m_painter.setPen(QPen(m_theme.bad, std::max(2.0, m_unit * 0.18), Qt::SolidLine, Qt::RoundCap));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(crossShape(link.line.center(), m_unit * 0.4));
    }
}

void ProfileCanvasPainter::paintHalo(int index)
{
    m_painter.setBrush(Qt::NoBrush);
    if (holds(m_marks.servers, index)) {
        m_painter.setPen(QPen(m_theme.accent, std::max(2.5, m_unit * 0.24)));
        m_painter.drawPath(outline(index, m_unit * 0.22));
    }
    const bool isFocused = m_marks.hasFocus && !m_marks.servers.empty() && m_marks.servers.back() == index;
    if (isFocused || (m_marks.hovered == index && m_marks.isEdgeHovered)) {
        m_painter.setPen(QPen(m_theme.accent, std::max(1.3, m_unit * 0.1), isFocused ? Qt::DashLine : Qt::SolidLine));
        m_painter.drawPath(outline(index, m_unit * 0.48));
    }
    const bool isSubject = holds(m_marks.note.subject.servers, ServerIndex(static_cast<qint16>(index)));
    if (isSubject && !m_marks.note.isLoss) {
        const bool isWrong = m_marks.note.kind == ProfileNote::Kind::Wrong;
        m_painter.setPen(QPen(isWrong ? m_theme.bad : m_theme.warning, std::max(2.5, m_unit * 0.2), Qt::DotLine));
        m_painter.drawPath(outline(index, m_unit * 0.7));
    }
    if (const int group = m_group[at(index)]; group > 0) {
        static constexpr Qt::BrushStyle hatches[]
            = { Qt::BDiagPattern, Qt::FDiagPattern, Qt::DiagCrossPattern, Qt::Dense6Pattern };
        m_painter.setPen(QPen(m_theme.warning, std::max(1.5, m_unit * 0.1)));
        m_painter.setBrush(QBrush(m_theme.warning, hatches[(group - 1) % 4]));
        m_painter.drawPath(outline(index, m_unit * 0.45));
    }
}

void ProfileCanvasPainter::paintNode(int index)
{
    paintHalo(index);
    if (m_scene.metrics.isCard()) {
        const bool isHovered = m_marks.hovered == index;
        m_painter.setPen(QPen(Theme::blended(m_theme.border, m_theme.server(index), 0.6),
            std::max(1.3, m_unit * (isHovered ? 0.15 : 0.09)),
            m_profile.servers[at(index)].external ? Qt::DashLine : Qt::SolidLine));
        m_painter.setBrush(m_theme.raised);
        m_painter.drawPath(outline(index, 0));
    }
    paintBadge(index);
    paintText(index);
    if (isLost(index)) {
        m_painter.setPen(QPen(m_theme.bad, std::max(2.5, m_unit * 0.25), Qt::SolidLine, Qt::RoundCap));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(crossShape(m_scene.nodes[at(index)].badge.center(), m_scene.metrics.badge * 0.5));
    }
}

void ProfileCanvasPainter::paintBadge(int index)
{
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const QColor colour = m_theme.server(index);
    const QPainterPath shape = serverShape(index, node.badge.adjusted(1, 1, -1, -1));
    m_painter.setPen(QPen(m_theme.window, 1));
    m_painter.setBrush(colour);
    m_painter.drawPath(shape);
    if (m_scene.metrics.style.detail == NodeDetail::Dot)
        return;
    const QString &letters = m_look.letters[index];
    QFont font = m_scene.metrics.font;
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * (letters.size() > 2 ? 0.66 : letters.size() == 2 ? 0.9 : 1.15));
    m_painter.setFont(font);
    m_painter.setPen(inkOn(colour));
    m_painter.drawText(shape.boundingRect().adjusted(-6, 0, 6, 0), Qt::AlignCenter, letters);
}

void ProfileCanvasPainter::paintText(int index)
{
    const NodeMetrics &metrics = m_scene.metrics;
    if (metrics.style.detail == NodeDetail::Badge || metrics.style.detail == NodeDetail::Dot)
        return;
    const TopologyScene::Node &node = m_scene.nodes[at(index)];
    const auto &server = m_profile.servers[at(index)];
    QFont bold = metrics.font;
    bold.setBold(metrics.isCard());
    const auto draw = [&](const QRectF &row, const QString &words, const QColor &ink, int align) {
        m_painter.setPen(ink);
        const QString shown = QFontMetricsF(m_painter.font()).elidedText(words, Qt::ElideRight, row.width() + 1);
        m_painter.drawText(row, align | Qt::AlignVCenter, shown);
    };
    m_painter.setFont(bold);
    if (!metrics.isCard())
        return draw(QRectF(node.box.left(), node.badge.bottom(), node.box.width(), m_unit), m_look.names[index],
            m_theme.text, Qt::AlignHCenter);
    const bool isTall = metrics.style.detail == NodeDetail::Tall;
    const int align = isTall ? Qt::AlignHCenter : Qt::AlignLeft;
    QRectF row(isTall ? node.box.left() + metrics.padding * 0.5 : node.badge.right() + metrics.padding * 0.6,
        isTall ? node.badge.bottom() + metrics.padding * 0.3 : node.box.center().y() - m_unit, 0, m_unit);
    row.setRight(node.box.right() - metrics.padding * 0.5);
    draw(row, m_look.names[index], m_theme.text, align);
    m_painter.setFont(metrics.font);
    const QString port = QStringLiteral(":%1").arg(server.port);
    draw(row.translated(0, m_unit), server.external ? text("%1 external").arg(port) : port, m_theme.mutedText, align);
}

void ProfileCanvasPainter::paintPull(int from, QPointF to, int over)
{
    const bool isOver = over >= 0 && over != from;
    const QLineF line = isOver ? m_scene.between(from, over, 0) : QLineF(m_scene.nodes[at(from)].centre(), to);
    m_painter.setPen(QPen(m_theme.accent, std::max(2.0, m_unit * 0.18), isOver ? Qt::SolidLine : Qt::DashLine));
    m_painter.drawLine(line);
    if (isOver) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(outline(over, m_unit * 0.4));
    }
}

void ProfileCanvasPainter::paintHint(const QRectF &widget, bool isEmpty)
{
    const double height = QFontMetricsF(m_painter.font()).height();
    m_painter.setPen(m_theme.mutedText);
    if (isEmpty) {
        m_painter.drawText(widget.adjusted(height, height, -height, -height), Qt::AlignCenter | Qt::TextWordWrap,
            text("No servers yet. Double-click here to add one."));
        return;
    }
    const QRectF row(
        widget.left() + height * 0.6, widget.bottom() - height * 1.5, widget.width() - height * 1.2, height);
    const QString hint = text("Pull a server's edge to another one to link them \u00b7 double-click adds "
                              "\u00b7 Del removes \u00b7 L links two \u00b7 arrows select");
    m_painter.fillRect(
        QRectF(widget.left(), row.top() - height * 0.25, widget.width(), height * 1.75), faded(m_theme.surface, 0.85));
    m_painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(m_painter.font()).elidedText(hint, Qt::ElideRight, row.width()));
}

} // namespace ui
