// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <array>

namespace ui {

namespace {

constexpr std::array fileNames{
    "play",
    "square",
    "circle-play",
    "circle-stop",
    "zap",
    "scissors",
    "link",
    "heart-pulse",
    "send",
    "scan",
    "zoom-in",
    "zoom-out",
    "a-large-small",
    "maximize",
    "sun-moon",
    "layout-panel-left",
    "presentation",
    "bug",
    "rows-3",
    "rotate-ccw",
    "command",
    "keyboard",
    "eraser",
    "log-out",
    "info",
    "clapperboard",
    "map-pin",
    "file-text",
    "copy",
    "clock",
    "x",
    "chevron-left",
    "chevron-right",
    "circle-check",
    "circle-alert",
    "triangle-alert",
    "circle-x",
    "network",
    "folder-open",
    "pencil",
    "file-plus",
    "save",
    "undo-2",
    "redo-2",
    "plus",
    "trash-2",
    "snowflake",
    "sun",
    "unplug",
    "activity",
    "split",
    "step-forward",
    "wrench",
};
static_assert(fileNames.size() == static_cast<size_t>(Glyph::Repair) + 1);

QByteArray drawing(Glyph glyph)
{
    const QLatin1String name(fileNames.at(static_cast<size_t>(glyph)));
    QFile file(QLatin1String(":/icons/") % name % QLatin1String(".svg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void paintGlyph(QPainter &painter, const QRectF &rect, Glyph glyph, const QColor &color)
{
    QByteArray svg = drawing(glyph);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, rect);
}

QColor colorFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::ButtonText);
}

// Caches pixmaps by size and colour: a tool bar asks for the same one at every repaint.
class GlyphEngine final : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(glyph)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintGlyph(*painter, rect, m_glyph, colorFor(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor color = colorFor(mode);
        const auto key = std::pair(size, color.rgb());
        if (const auto found = m_drawn.constFind(key); found != m_drawn.constEnd())
            return *found;
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paintGlyph(painter, QRectF(QPointF(), size), m_glyph, color);
        painter.end();
        if (m_drawn.size() > 16)
            m_drawn.clear();
        m_drawn.insert(key, drawn);
        return drawn;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

private:
    Glyph m_glyph;
    QHash<std::pair<QSize, QRgb>, QPixmap> m_drawn;
};

} // namespace

QIcon icon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

QPixmap glyphPixmap(Glyph glyph, const QColor &color, int side, qreal devicePixelRatio)
{
    QPixmap drawn(QSize(side, side) * devicePixelRatio);
    drawn.setDevicePixelRatio(devicePixelRatio);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    paintGlyph(painter, QRectF(0, 0, side, side), glyph, color);
    return drawn;
}

QIcon applicationIcon()
{
    QSvgRenderer renderer(QStringLiteral(":/icons/herdscope.svg"));
    QIcon icon;
    for (const int side : { 16, 24, 32, 48, 64, 128, 256 }) {
        QPixmap drawn(side, side);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(drawn);
    }
    return icon;
}

} // namespace ui
