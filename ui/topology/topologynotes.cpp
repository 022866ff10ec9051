// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologynotes.h"

#include "ui/kit/theme.h"
#include "ui/live/topologyglyphs.h"
#include "ui/live/topologywords.h"
#include "ui/topology/topologyplate.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>

namespace ui {

namespace {

constexpr std::array travellers{ MessageKind::Iamat, MessageKind::Answer, MessageKind::Flood, MessageKind::Whatsat,
    MessageKind::Error, MessageKind::Repair };

} // namespace

TopologyNotes::TopologyNotes(QPainter &painter, const Theme &theme, const QFont &font, const QRectF &widget)
    : m_painter(painter)
    , m_theme(theme)
    , m_font(font)
    , m_widget(widget)
    , m_unit(QFontMetricsF(font).height())
{
    m_painter.setFont(m_font);
}

double TopologyNotes::stripHeight(const QFont &font)
{
    return QFontMetricsF(font).height() * 1.7;
}

QRectF TopologyNotes::strip() const
{
    const double height = stripHeight(m_font);
    return { m_widget.left(), m_widget.bottom() - height, m_widget.width(), height };
}

void TopologyNotes::paintLegend()
{
    const QFontMetricsF metrics(m_font);
    const QRectF row = strip();
    double x = row.left() + m_unit;
    for (const MessageKind kind : travellers) {
        const QString word = Words::of(kind);
        const double width = metrics.horizontalAdvance(word);
        if (x + m_unit * 0.9 + width > row.right() - m_unit * 0.5)
            return;
        const QPainterPath shape = messageShape(kind, { x, row.center().y() }, m_unit * 0.34);
        m_painter.setPen(QPen(m_theme.mutedText, isOutlined(kind) ? m_unit * 0.13 : 1, Qt::SolidLine, Qt::RoundCap));
        m_painter.setBrush(isOutlined(kind) ? QBrush(Qt::NoBrush) : QBrush(m_theme.mutedText));
        m_painter.drawPath(shape);
        m_painter.setPen(m_theme.mutedText);
        m_painter.drawText(
            QRectF(x + m_unit * 0.65, row.top(), width + 2, row.height()), Qt::AlignLeft | Qt::AlignVCenter, word);
        x += m_unit * 2.1 + width;
    }
}

void TopologyNotes::paintSummary(const UpdateSummary &summary, bool reading)
{
    const QColor colour = m_theme.update(qHash(summary.update));
    const QFontMetricsF metrics(m_font);
    QString line = reading ? readingWords() : summaryText(summary);
    QRectF row = strip();
    const double room = row.width() - m_unit * 1.5;
    if (metrics.horizontalAdvance(line) > room) { // a narrow view has two lines
        line.replace(QStringLiteral("; "), QStringLiteral("\n"));
        row.setTop(row.top() - m_unit);
    }
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(Theme::blended(m_theme.window, colour, 0.18));
    m_painter.drawRect(row);
    m_painter.setBrush(colour);
    m_painter.drawRect(QRectF(row.left(), row.top(), m_unit * 0.4, row.height()));
    m_painter.setPen(m_theme.text);
    QRectF text = row.adjusted(m_unit, 0, -m_unit * 0.5, 0);
    // The figures first; the name gets the remaining room.
    QFont bold = m_font;
    bold.setBold(true);
    const QFontMetricsF boldMetrics(bold);
    const double nameRoom = room - metrics.size(0, line).width() - m_unit;
    if (nameRoom > m_unit * 2.5) {
        const QString name = boldMetrics.elidedText(updateName(summary.update), Qt::ElideRight, nameRoom);
        m_painter.setFont(bold);
        m_painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, name);
        m_painter.setFont(m_font);
        text.setLeft(text.left() + boldMetrics.horizontalAdvance(name) + m_unit);
    }
    m_painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, line);
}

void TopologyNotes::paintSampling(int messagesPerSecond)
{
    const QString text = samplingWords(messagesPerSecond);
    const QFontMetricsF metrics(m_font);
    const QPointF corner(m_widget.left() + metrics.horizontalAdvance(text) / 2 + m_unit, m_widget.top() + m_unit);
    paintPlate(m_painter, text, corner, m_widget.adjusted(m_unit * 0.4, m_unit * 0.4, 0, 0), m_theme.text,
        m_theme.raised, m_theme.warning);
}

void TopologyNotes::paintEmpty(const QString &text)
{
    QFont large = m_font;
    large.setPointSizeF(m_font.pointSizeF() * 1.3);
    m_painter.setFont(large);
    paintPlate(m_painter, text, m_widget.center(), m_widget, m_theme.text, m_theme.surface, m_theme.border);
    m_painter.setFont(m_font);
}

} // namespace ui
