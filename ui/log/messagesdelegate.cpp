// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagesdelegate.h"

#include "ui/live/words.h"
#include "ui/log/messagesmodel.h"

#include <QPainter>

namespace ui {

namespace {

constexpr int margin = 5;
constexpr int barWidth = 4;

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

// The dot in a server's colour, or the kind's shape, in front of the text; what is left for the text.
QRect paintMark(QPainter *painter, QRect rect, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme &theme = Theme::of(option.palette);
    if (index.column() == MessagesModel::Kind) {
        const auto kind = static_cast<MessageKind>(index.data(MessagesModel::KindRole).toInt());
        painter->setPen(isSelected(option) ? theme.accentText : kindColor(theme, kind));
        const int width = option.fontMetrics.height();
        painter->drawText(QRect(rect.left(), rect.top(), width, rect.height()), Qt::AlignCenter, kindGlyph(kind));
        return rect.adjusted(width + margin / 2, 0, 0, 0);
    }
    const int fold = index.column() == MessagesModel::Text ? index.data(MessagesModel::FoldRole).toInt() : 0;
    if (fold != MessagesModel::Single) {
        painter->setPen(isSelected(option) ? theme.accentText : theme.accent);
        const int width = option.fontMetrics.height();
        const QChar sign(fold == MessagesModel::Open ? 0x25BE : 0x25B8); // pointing down, pointing right
        painter->drawText(QRect(rect.left(), rect.top(), width, rect.height()), Qt::AlignLeft | Qt::AlignVCenter, sign);
        return rect.adjusted(width, 0, 0, 0);
    }
    if (index.column() != MessagesModel::From && index.column() != MessagesModel::To)
        return rect;
    const int server = index.data(MessagesModel::ServerRole).toInt();
    const qreal radius = option.fontMetrics.height() / 4.5;
    if (server >= 0) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(theme.server(server));
        painter->setPen(isSelected(option) ? QPen(theme.accentText, 1) : QPen(Qt::NoPen));
        painter->drawEllipse(QPointF(rect.left() + radius, rect.center().y() + 0.5), radius, radius);
    }
    return rect.adjusted(qRound(2 * radius) + margin, 0, 0, 0);
}

} // namespace

MessagesDelegate::Ink MessagesDelegate::ink(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Theme &theme = Theme::of(option.palette);
    const auto kind = static_cast<MessageKind>(index.data(MessagesModel::KindRole).toInt());
    const bool aside = index.column() == MessagesModel::No || index.column() == MessagesModel::Time;
    Ink ink{ theme.text, {}, {} };
    if (kind == MessageKind::Decision || aside)
        ink.text = theme.mutedText;
    if (index.column() == MessagesModel::Kind || (kind == MessageKind::Error && !aside))
        ink.text = kindColor(theme, kind);
    if (index.data(MessagesModel::FollowedRole).toBool()) {
        const auto *model = qobject_cast<const MessagesModel *>(index.model());
        ink.bar = model ? theme.update(qHash(model->followed())) : theme.accent;
        ink.background = Theme::blended(theme.surface, ink.bar, theme.dark ? 0.15 : 0.12);
        ink.text = aside ? theme.mutedText : theme.text;
    }
    if (isSelected(option)) {
        ink.text = theme.accentText;
        ink.background = theme.accent;
    }
    return ink;
}

void MessagesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &givenOption, const QModelIndex &index) const
{
    QStyleOptionViewItem option = givenOption;
    if (index.column() == MessagesModel::Text && index.data(MessagesModel::LineRole).toBool())
        option.font = fixedFont(option.font);
    option.fontMetrics = QFontMetrics(option.font);
    const Ink ink = MessagesDelegate::ink(option, index);

    painter->save();
    if (ink.background.isValid())
        painter->fillRect(option.rect, ink.background);
    if (ink.bar.isValid() && index.column() == 0)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(barWidth, option.rect.height())), ink.bar);
    painter->setFont(option.font);
    const QRect inner = option.rect.adjusted(margin, 0, -margin, 0);
    painter->setClipRect(inner);
    paintText(painter, paintMark(painter, inner, option, index), option, index, ink.text);
    painter->restore();
}

void MessagesDelegate::paintText(
    QPainter *painter, QRect rect, const QStyleOptionViewItem &option, const QModelIndex &index, const QColor &ink)
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    // Of an address the port tells more than its beginning.
    const bool isEnd = index.column() == MessagesModel::From || index.column() == MessagesModel::To;
    painter->setPen(ink);
    painter->drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(text, isEnd ? Qt::ElideMiddle : Qt::ElideRight, rect.width()));
}

} // namespace ui
