// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/eventtable.h"
#include "ui/log/messagesmodel.h"

namespace ui {

// The message table's view: columns as wide as what they hold. A row that stands for several events opens by Right,
// Enter or a double click, and closes by Left or the same again.
class MessagesTable : public EventTable
{
    Q_OBJECT
public:
    explicit MessagesTable(MessagesModel &model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    bool setOpen(bool open); // the current row, or the one that it is folded into

    MessagesModel &m_model;
};

} // namespace ui
