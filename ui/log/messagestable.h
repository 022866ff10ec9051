// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/eventtable.h"
#include "ui/log/messagesmodel.h"

namespace ui {

// The message table's view: columns wide enough for what they usually hold, which only the user resizes.
class MessagesTable : public EventTable
{
    Q_OBJECT
public:
    explicit MessagesTable(MessagesModel &model, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setColumnWidths();
};

} // namespace ui
