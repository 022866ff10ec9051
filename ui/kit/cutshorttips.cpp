// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/cutshorttips.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTextDocument>
#include <QToolTip>

namespace ui {

namespace {

constexpr qsizetype longestTip = 2000;

QString inHeader(const QHeaderView &header, QPoint position)
{
    const int section = header.logicalIndexAt(position);
    if (section < 0 || header.sectionSizeHint(section) <= header.sectionSize(section))
        return {};
    return header.model()->headerData(section, header.orientation()).toString();
}

QString inList(const QAbstractItemView &list, QPoint position)
{
    const QModelIndex index = list.indexAt(position);
    if (!index.isValid() || !index.data(Qt::ToolTipRole).toString().isEmpty())
        return {};
    const QRect cell = list.visualRect(index);
    const QRect seen = cell & list.viewport()->rect();
    return list.sizeHintForIndex(index).width() > seen.width() ? index.data().toString() : QString();
}

QString inLabel(const QLabel &label)
{
    if (!label.toolTip().isEmpty() || label.wordWrap() || label.text().isEmpty())
        return {};
    return label.sizeHint().width() > label.width() ? label.text() : QString();
}

QString inBox(const QComboBox &box)
{
    if (!box.toolTip().isEmpty() || box.isEditable())
        return {};
    const int frame = box.height() + 8; // with the arrow
    return box.fontMetrics().horizontalAdvance(box.currentText()) > box.width() - frame ? box.currentText() : QString();
}

QString inField(const QLineEdit &field)
{
    const bool isOwn = !field.toolTip().isEmpty() || field.echoMode() != QLineEdit::Normal;
    return !isOwn && field.fontMetrics().horizontalAdvance(field.text()) > field.contentsRect().width() - 8
        ? field.text()
        : QString();
}

} // namespace

QString textCutShortAt(QWidget &widget, QPoint position)
{
    QString text;
    if (auto *header = qobject_cast<QHeaderView *>(widget.parentWidget()))
        text = inHeader(*header, position);
    else if (auto *list = qobject_cast<QAbstractItemView *>(widget.parentWidget()))
        text = list->viewport() == &widget ? inList(*list, position) : QString();
    else if (auto *label = qobject_cast<QLabel *>(&widget))
        text = inLabel(*label);
    else if (auto *box = qobject_cast<QComboBox *>(&widget))
        text = inBox(*box);
    else if (auto *field = qobject_cast<QLineEdit *>(&widget))
        text = inField(*field);
    return text.size() > longestTip ? text.first(longestTip) % QChar(0x2026) : text;
}

bool CutShortTips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !watched->isWidgetType())
        return false;
    auto &widget = *static_cast<QWidget *>(watched);
    const auto &help = *static_cast<QHelpEvent *>(event);
    const QString text = textCutShortAt(widget, help.pos());
    if (text.isEmpty())
        return false;
    // Most of it is untrusted text: marked as plain, or Qt might take it for HTML.
    QToolTip::showText(help.globalPos(), Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal), &widget);
    return true;
}

} // namespace ui
