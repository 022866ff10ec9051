// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/kit/settings.h"

#include <QMainWindow>

namespace ui {

// The theme and the size of text. Both are the application's: every window follows the last one set.
class Appearance
{
public:
    // `settings` holds what is set; all must outlive this.
    Appearance(QMainWindow &window, const Actions &actions, Settings &settings);

    void setTheme(ThemeChoice choice);
    void setTextPercent(int percent); // of the theme's font; bounded to 60 to 300
    void enlarge(int steps); // negative: smaller text

private:
    QMainWindow &m_window;
    const Actions &m_actions;
    Settings &m_settings;
    double m_basePoints = 10; // of the theme's font
};

} // namespace ui
