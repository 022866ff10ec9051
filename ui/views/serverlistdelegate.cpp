// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/serverlistdelegate.h"

#include "ui/models/serverlistmodel.h"
#include "ui/theme.h"

#include <QPainter>
#include <QPixmap>
#include <QWidget>

namespace ui {

namespace {

    QColor stateColor(const Theme &theme, ServerState state)
    {
        switch (state) {
        case ServerState::Listening: return theme.good;
        case ServerState::Failed: return theme.bad;
        case ServerState::Crashed: return theme.bad;
        case ServerState::Stopped: return theme.mutedText;
        }
        return theme.text;
    }

} // namespace

QPixmap serverSwatch(int server, const QString &letter, const QPalette &palette, int side, qreal devicePixelRatio)
{
    const Theme &theme = Theme::of(palette);
    const QColor fill = theme.server(server);
    QPixmap drawn(QSize(side, side) * devicePixelRatio);
    drawn.setDevicePixelRatio(devicePixelRatio);
    drawn.fill(Qt::transparent);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22);
    QFont font = painter.font();
    font.setBold(true);
    font.setPixelSize(qMax(7, side * 7 / 10));
    painter.setFont(font);
    const bool light = qGray(fill.rgb()) > 140;
    painter.setPen(light ? Qt::black : Qt::white);
    painter.drawText(QRectF(0, 0, side, side), Qt::AlignCenter, letter);
    return drawn;
}

ServerListDelegate::ServerListDelegate(int serverRole, int serverColumn, int stateColumn, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_serverRole(serverRole)
    , m_serverColumn(serverColumn)
    , m_stateColumn(stateColumn)
{
}

void ServerListDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == m_serverColumn) {
        const int server = index.data(m_serverRole).toInt();
        const int side = option->fontMetrics.height();
        const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
        if (server >= 0) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = QSize(side, side);
            option->icon = QIcon(serverSwatch(server, option->text.left(1), option->palette, side, ratio));
        }
    }
    if (index.column() == m_stateColumn) {
        const auto state = static_cast<ServerState>(index.data(ServerListModel::StateRole).toInt());
        option->palette.setColor(QPalette::Text, stateColor(Theme::of(option->palette), state));
    }
}

} // namespace ui
