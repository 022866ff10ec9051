// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagestable.h"

#include "ui/log/messagesdelegate.h"

#include <QEvent>

#include <array>

namespace ui {

namespace {

// What each column must have room for.
constexpr std::array<const char *, MessagesModel::ColumnCount> samples{ "1234567", "20:12:14.918963", "127.0.0.1:40001",
    "127.0.0.1:40001", "WHATSAT received", "kiwi.cs.ucla.edu", "" };

} // namespace

MessagesTable::MessagesTable(MessagesModel &model, QWidget *parent)
    : EventTable(model, parent)
{
    setItemDelegate(new MessagesDelegate(this));
    setAccessibleName(tr("Messages"));
    findAction().setShortcut(Qt::Key_F3); // Ctrl+F is the filter's
    setColumnWidths();
}

void MessagesTable::setColumnWidths()
{
    for (int column = 0; column < MessagesModel::Text; ++column) {
        const int mark = column == MessagesModel::From || column == MessagesModel::To || column == MessagesModel::Kind
            ? fontMetrics().height() + 4
            : 0;
        setColumnWidth(
            column, fontMetrics().horizontalAdvance(QLatin1String(samples[static_cast<size_t>(column)])) + mark + 16);
    }
}

void MessagesTable::changeEvent(QEvent *event)
{
    EventTable::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setColumnWidths();
}

} // namespace ui
