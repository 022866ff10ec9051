// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/serverlistdelegate.h"

#include "ui/kit/theme.h"
#include "ui/live/topologyglyphs.h"

#include <QPainter>
#include <QPixmap>
#include <QWidget>

namespace ui {

using namespace herdcore::state;

namespace {

QPixmap emptySquare(int side, qreal devicePixelRatio)
{
    QPixmap drawn(QSize(side, side) * devicePixelRatio);
    drawn.setDevicePixelRatio(devicePixelRatio);
    drawn.fill(Qt::transparent);
    return drawn;
}

QPixmap stateMark(ServerState state, const QColor &color, int side, qreal devicePixelRatio)
{
    QPixmap drawn = emptySquare(side, devicePixelRatio);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    drawStateGlyph(painter, state, QRectF(1, 1, side - 2, side - 2), color);
    return drawn;
}

} // namespace

QPixmap serverSwatch(int server, const QString &letters, const QPalette &palette, int side, qreal devicePixelRatio)
{
    const QColor fill = Theme::of(palette).server(server);
    const QRectF box(0, 0, side, side);
    QPixmap drawn = emptySquare(side, devicePixelRatio);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(serverShape(server, box), fill);
    QFont font = painter.font();
    font.setBold(true);
    font.setPixelSize(qMax(6, side * (letters.size() > 1 ? 46 : 58) / 100));
    painter.setFont(font);
    painter.setPen(inkOn(fill));
    painter.drawText(box, Qt::AlignCenter, letters);
    return drawn;
}

ServerListDelegate::ServerListDelegate(const herdcore::profile::Profile &profile, int serverRole, int serverColumn,
    int stateColumn, int stateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_letters(serverLetters(profile))
    , m_serverRole(serverRole)
    , m_serverColumn(serverColumn)
    , m_stateColumn(stateColumn)
    , m_stateRole(stateRole)
{ }

void ServerListDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
    const auto decorate = [option](const QPixmap &mark) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = mark.deviceIndependentSize().toSize();
        option->icon = QIcon(mark);
    };
    const int height = option->fontMetrics.height();
    if (index.column() == m_serverColumn) {
        const int server = index.data(m_serverRole).toInt();
        if (server >= 0)
            decorate(serverSwatch(server, m_letters.value(server), option->palette, height + 2, ratio));
    }
    if (index.column() == m_stateColumn) {
        const auto state = static_cast<ServerState>(index.data(m_stateRole).toInt());
        const QColor color = stateColour(state, Theme::of(option->palette));
        const bool chosen = option->state & QStyle::State_Selected;
        decorate(
            stateMark(state, chosen ? option->palette.color(QPalette::HighlightedText) : color, height * 2 / 3, ratio));
        option->palette.setColor(QPalette::Text, color);
    }
}

} // namespace ui
