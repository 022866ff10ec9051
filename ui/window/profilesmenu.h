// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMenu>
#include <QObject>

namespace ui {

class Run;
class Runs;

// Fills the profiles menu of a run's window, and thereby its command palette: the built-in profiles, recent files,
// opening a file, and the herds that ran before. A child of that window.
class ProfilesMenu : public QObject
{
    Q_OBJECT
public:
    ProfilesMenu(Runs &runs, Run &run);

private:
    void fill();
    void addBuiltIn();
    void addRecent();
    void addEarlier();

    Runs &m_runs;
    Run &m_run;
    QMenu &m_menu;
    QMenu m_earlier;
};

} // namespace ui
