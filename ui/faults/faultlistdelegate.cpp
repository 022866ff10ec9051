// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/faults/faultlistdelegate.h"

#include "ui/faults/faultlistmodel.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int margin = 6;

Glyph glyphOf(FaultRow::Kind kind)
{
    switch (kind) {
    case FaultRow::Kind::Cut:
        return Glyph::Cut;
    case FaultRow::Kind::Impairment:
        return Glyph::Fault;
    case FaultRow::Kind::Frozen:
        return Glyph::Freeze;
    }
    return Glyph::Fault;
}

QString cell(const QModelIndex &index, FaultListModel::Column column)
{
    return index.siblingAtColumn(column).data().toString();
}

} // namespace

FaultListDelegate::FaultListDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{ }

QSize FaultListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { option.fontMetrics.averageCharWidth() * 24, option.fontMetrics.height() * 2 + margin + 2 };
}

QRect FaultListDelegate::buttonRect(const QStyleOptionViewItem &option)
{
    const int height = option.fontMetrics.height() + margin;
    const int width = option.fontMetrics.horizontalAdvance(tr("Heal")) + 3 * margin;
    return { option.rect.right() - width - margin / 2, option.rect.center().y() - height / 2, width, height };
}

void FaultListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.text.clear();
    const QStyle &style = row.widget ? *row.widget->style() : *QApplication::style();
    style.drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
    paintText(*painter, row, index);

    QStyleOptionButton button;
    button.initFrom(row.widget);
    button.rect = buttonRect(row);
    button.text = tr("Heal");
    button.state = QStyle::State_Enabled | (m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised);
    if (!row.widget || !row.widget->isEnabled())
        button.state &= ~QStyle::State_Enabled;
    style.drawControl(QStyle::CE_PushButton, &button, painter, row.widget);
}

void FaultListDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const FaultListModel *>(index.model());
    const Theme &theme = Theme::of(option.palette);
    const bool chosen = option.state & QStyle::State_Selected;
    const QColor ink = chosen ? option.palette.color(QPalette::HighlightedText) : theme.text;
    const QColor faint = chosen ? ink : theme.mutedText;
    const int height = option.fontMetrics.height();
    const int side = height + 2;
    const QRect box = option.rect.adjusted(margin, margin / 2, 0, 0);
    if (model) {
        const FaultRow::Kind kind = model->fault(index.row()).kind;
        const QColor colour = kind == FaultRow::Kind::Cut ? theme.linkCut : theme.warning;
        painter.drawPixmap(box.left(), option.rect.center().y() - side / 2,
            glyphPixmap(glyphOf(kind), chosen ? ink : colour, side, painter.device()->devicePixelRatioF()));
    }
    const int left = box.left() + side + margin;
    const int width = buttonRect(option).left() - margin - left;
    const auto line = [&](int row, const QString &text, const QColor &color, bool bold) {
        QFont font = option.font;
        font.setBold(bold);
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRect(left, box.top() + row * height, width, height), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
    };
    painter.save();
    line(0, tr("%1: %2").arg(cell(index, FaultListModel::Where), cell(index, FaultListModel::What)), ink, true);
    line(1, tr("active %1, %2").arg(cell(index, FaultListModel::Since), cell(index, FaultListModel::Until)), faint,
        false);
    painter.restore();
}

bool FaultListDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (!isPress && event->type() != QEvent::MouseButtonRelease)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool isOn = mouse->button() == Qt::LeftButton && buttonRect(option).contains(mouse->position().toPoint());
    const bool wasPressed = m_pressed == index;
    m_pressed = isPress && isOn ? QPersistentModelIndex(index) : QPersistentModelIndex();
    if (!isPress && isOn && wasPressed)
        Q_EMIT healRequested(index);
    return isOn;
}

} // namespace ui
