// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/emptyhint.h"
#include "ui/kit/endfollower.h"
#include "ui/live/catchup.h"
#include "ui/live/selection.h"
#include "ui/log/messagesfilterbar.h"
#include "ui/log/messagesmodel.h"
#include "ui/log/messagestable.h"

#include <QWidget>

namespace ui {

// What a table of events shows of them. All together: the events that it has examined.
struct TableFigures {
    quint64 shown = 0; // rows
    quint64 folded = 0; // events behind rows that stand for several
    quint64 hidden = 0; // by the filter
    quint64 older = 0; // that it has no room for, or that the log has let go
    quint64 unread = 0; // not examined yet
};

// Every line and decision of the herd in a table, with a filter above.
class MessagesPanel : public QWidget
{
    Q_OBJECT
public:
    MessagesPanel(LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    void focusFilter() { m_filterBar.focusEdit(); }
    void setFilter(const QString &text) { m_filterBar.setText(text); }
    [[nodiscard]] const MessagesModel &model() const { return m_model; }
    [[nodiscard]] MessagesTable &table() { return m_table; }
    [[nodiscard]] TableFigures figures() const;

private:
    bool step();
    void onChosen(int row);
    void onSelectionChanged();
    void showMenu(const QPoint &position);
    void updateHint();
    [[nodiscard]] QString emptyReason() const;

    LogFollower &m_follower;
    Selection &m_selection;
    MessagesModel m_model;
    MessagesFilterBar m_filterBar;
    MessagesTable m_table;
    EmptyHint *m_hint;
    EndFollower *m_end;
    CatchUp *m_catchUp;
    herdcore::base::EventId m_shown = herdcore::base::EventId::None; // the event that the table selects
    bool m_choosing = false; // the change of the selection is our own
};

} // namespace ui
