// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"

#include <QStyledItemDelegate>

namespace ui {

// Paints a cell of the message table: servers with a dot of their colour, kinds with their shape, the rows of the
// update that is followed on a tint of its colour with a bar in front. Plain text, one line, cut with an ellipsis.
class MessagesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Ink {
        QColor text;
        QColor background; // invalid: none of its own
        QColor bar; // invalid: none
    };
    static Ink ink(const QStyleOptionViewItem &option, const QModelIndex &index);
    static void paintText(
        QPainter *painter, QRect rect, const QStyleOptionViewItem &option, const QModelIndex &index, const QColor &ink);
};

} // namespace ui
