// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/partition.h"
#include "ui/actions/command.h"
#include "ui/actions/commandavailability.h"
#include "ui/live/commands.h"
#include "ui/live/logfollower.h"
#include "ui/live/selection.h"

#include <QAction>
#include <QList>

#include <array>

namespace ui {

// Every command of the window, once: tool bar, menus, context menus, keys, the command palette and the list of
// shortcuts all show these same objects. Carries out what concerns the herd; what concerns the window (Profiles
// to Quit, Faults, InjectHere, Demo, Places) is for its owner to connect.
class Actions : public QObject
{
    Q_OBJECT
public:
    // All must outlive this.
    Actions(Commands &commands, const LogFollower &follower, Selection &selection, QObject *parent = nullptr);

    [[nodiscard]] QAction *operator[](Command command) const { return m_actions.at(static_cast<size_t>(command)); }
    void retire(); // for good: nothing that a herd would have to do can be asked for

    [[nodiscard]] QList<QAction *> all() const; // in the order of Command
    [[nodiscard]] QList<QAction *> forServer() const; // a server's context menu
    [[nodiscard]] QList<QAction *> forLink() const;

private:
    void make();
    void connectHerd();
    void updateSense();
    void healLink(herdcore::profile::LinkProfile link);
    void healAll();
    void cutInto(herdcore::profile::Partition partition);

    Commands &m_commands;
    const LogFollower &m_follower;
    Selection &m_selection;
    std::array<QAction *, commandCount> m_actions{};
    QAction *m_separator;
    bool m_retired = false;
};

} // namespace ui
