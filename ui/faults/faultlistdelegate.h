// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace ui {

// Paints a fault in two lines (place and kind; age and end) with a button that heals it.
class FaultListDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit FaultListDelegate(QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

    // The rectangle of the button in the row at `option.rect`.
    [[nodiscard]] static QRect buttonRect(const QStyleOptionViewItem &option);

Q_SIGNALS:
    void healRequested(const QModelIndex &index);

private:
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QPersistentModelIndex m_pressed;
};

} // namespace ui
