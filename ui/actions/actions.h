// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"
#include "ui/actions/windowcommand.h"
#include "ui/live/logfollower.h"
#include "ui/live/selection.h"

#include <QAction>
#include <QList>

#include <array>

namespace ui {

// Every command of the window, once: tool bar, menus, context menus, keys, the command palette and the list of
// shortcuts all show these same objects. Applies what the table says that it asks of the herd, and offers only what the
// herd would do; what concerns the window (Profiles to Quit, Faults, InjectHere, Demo, Places) is for its owner to
// connect.
class Actions : public QObject
{
    Q_OBJECT
public:
    // All must outlive this.
    Actions(herdcore::control::HerdControl &control, const LogFollower &follower, Selection &selection,
        QObject *parent = nullptr);

    [[nodiscard]] QAction *operator[](WindowCommand command) const
    {
        return m_actions.at(static_cast<size_t>(command));
    }
    void retire(); // for good: nothing that takes a herd is available

    [[nodiscard]] QList<QAction *> all() const; // in the order of WindowCommand
    [[nodiscard]] QList<QAction *> forServer() const; // a server's context menu
    [[nodiscard]] QList<QAction *> forLink() const;
    [[nodiscard]] QList<QAction *> forClient() const;
    [[nodiscard]] QList<QAction *> forSelected() const; // of the servers and links that are selected

private:
    void make();
    void makeToggles();
    void apply(const WindowCommandRow &row);
    void update();

    herdcore::control::HerdControl &m_control;
    const LogFollower &m_follower;
    Selection &m_selection;
    std::array<QAction *, windowCommandCount> m_actions{};
    QAction *m_separator;
    bool m_retired = false;
};

} // namespace ui
