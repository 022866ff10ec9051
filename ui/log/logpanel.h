// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/emptyhint.h"
#include "ui/kit/endfollower.h"
#include "ui/live/catchup.h"
#include "ui/live/eventtable.h"
#include "ui/live/selection.h"
#include "ui/log/loglinesmodel.h"

#include <QComboBox>
#include <QLabel>
#include <QWidget>

namespace ui {

// One server's log, the one chosen here or the one selected elsewhere last.
class LogPanel : public QWidget
{
    Q_OBJECT
public:
    LogPanel(LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    [[nodiscard]] const LogLinesModel &model() const { return m_model; }
    [[nodiscard]] EventTable &table() { return m_table; }

protected:
    void changeEvent(QEvent *event) override;

private:
    bool step();
    void fillServers();
    void onServerChosen(int index);
    void onRowChosen(int row);
    void onSelectionChanged();
    void updateStatus();

    LogFollower &m_follower;
    Selection &m_selection;
    LogLinesModel m_model;
    QComboBox m_servers;
    QLabel m_status;
    EventTable m_table;
    EmptyHint *m_hint;
    EndFollower *m_end;
    CatchUp *m_catchUp;
};

} // namespace ui
