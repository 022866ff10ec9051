// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDockWidget>
#include <QMainWindow>

namespace ui {

enum class WindowLayout { Standard, Lecture, Debug, Compact };

// The window's panels as docks, and the places that they have in each ready layout. The standard layout is Debug where
// there is room for it and Compact on a small screen.
class MainWindowLayouts
{
public:
    explicit MainWindowLayouts(QMainWindow &window)
        : m_window(window)
    { }

    enum class Panel { Servers, Clients, Details, Injector, Faults, Messages, Logs };
    // Each panel once, all before the first apply(). Takes the widget over.
    void add(Panel panel, const QString &title, const QString &objectName, QWidget *widget);
    [[nodiscard]] QDockWidget &dock(Panel panel) const { return *m_docks.at(static_cast<size_t>(panel)); }
    [[nodiscard]] QList<QDockWidget *> docks() const { return { m_docks.begin(), m_docks.end() }; }

    void apply(WindowLayout layout);
    // How large text is in that layout, in percent.
    [[nodiscard]] static int textPercent(WindowLayout layout);
    void show(Panel panel); // and raises it where it is a tab

private:
    void place(bool compact);

    QMainWindow &m_window;
    std::array<QDockWidget *, 7> m_docks{};
};

} // namespace ui
