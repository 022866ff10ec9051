// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/appearance.h"

#include <QApplication>

namespace ui {

namespace {

constexpr int smallestText = 60, largestText = 300, textStep = 10; // percent
constexpr double iconSide = 18; // pixels, at 100 percent

} // namespace

Appearance::Appearance(QMainWindow &window, const Actions &actions, Settings &settings)
    : m_window(window)
    , m_actions(actions)
    , m_settings(settings)
{
    setTheme(settings.theme);
}

void Appearance::setTheme(ThemeChoice choice)
{
    m_settings.theme = choice;
    applyTheme(*qApp, choice);
    m_basePoints = QApplication::font().pointSizeF();
    const bool fixed = choice != ThemeChoice::System;
    const WindowCommand chosen = choice == ThemeChoice::Light ? WindowCommand::ThemeLight : WindowCommand::ThemeDark;
    m_actions[fixed ? chosen : WindowCommand::ThemeSystem]->setChecked(true);
    setTextPercent(m_settings.textPercent);
}

void Appearance::setTextPercent(int percent)
{
    m_settings.textPercent = qBound(smallestText, percent, largestText);
    QFont font = QApplication::font();
    font.setPointSizeF(m_basePoints * m_settings.textPercent / 100);
    QApplication::setFont(font);
    const int side = qRound(iconSide * m_settings.textPercent / 100);
    m_window.setIconSize({ side, side });
}

void Appearance::enlarge(int steps)
{
    setTextPercent(m_settings.textPercent + steps * textStep);
}

} // namespace ui
