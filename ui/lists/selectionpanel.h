// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <utility>
#include <vector>

namespace ui {

// What a server, a link or a client is and what can be done with it, as named facts.
struct FactSheet {
    QString title;
    std::vector<std::pair<QString, QString>> facts;
    friend bool operator==(const FactSheet &, const FactSheet &) = default;

    [[nodiscard]] static FactSheet ofServer(
        const herdcore::state::HerdState &state, herdcore::base::ServerIndex server);
    [[nodiscard]] static FactSheet ofLink(const herdcore::state::HerdState &state, herdcore::profile::LinkProfile link);
    [[nodiscard]] static FactSheet ofClient(
        const herdcore::state::HerdState &state, const herdcore::base::ClientId &client);
};

// The details of whatever is selected: facts with the commands for it, or an event's own details.
class SelectionPanel : public QStackedWidget
{
    Q_OBJECT
public:
    // Takes `eventDetails` over as the page for events.
    SelectionPanel(const LogFollower &follower, Selection &selection, const Actions &actions, QWidget *eventDetails,
        QWidget *parent = nullptr);

private:
    void makePages();
    void refresh();
    void showSheet(const FactSheet &sheet);
    void setCommands(const QList<QAction *> &commands);

    const LogFollower &m_follower;
    Selection &m_selection;
    const Actions &m_actions;
    QLabel m_nothing;
    QScrollArea m_facts;
    QWidget *m_eventDetails;
    QLabel m_title;
    QFormLayout *m_form = nullptr;
    QGridLayout *m_buttons = nullptr;
    FactSheet m_shown;
    QList<QAction *> m_commands;
    QTimer m_later; // at most ten times a second, however fast the log grows
};

} // namespace ui
