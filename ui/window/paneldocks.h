// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/window/panels.h"

#include <QDockWidget>
#include <QMainWindow>

#include <vector>

namespace ui {

enum class WindowLayout { Standard, Lecture, Debug, Compact };

// The window's panels as docks, one for each row of the table, and their places in each ready-made layout. The standard
// layout is Debug where there is room for it and Compact on a small screen.
class PanelDocks
{
public:
    // The docks belong to the window, which must outlive this.
    PanelDocks(QMainWindow &window, const PanelContext &context);

    [[nodiscard]] QList<QDockWidget *> docks() const;
    // The panel of that class; null: none.
    template <typename T> [[nodiscard]] T *panel() const
    {
        for (const Entry &entry : m_entries) {
            if (auto *found = qobject_cast<T *>(entry.panel))
                return found;
        }
        return nullptr;
    }

    // Shows it, in front of those that it shares its place with.
    void reveal(const QWidget &panel);
    void apply(WindowLayout layout);
    [[nodiscard]] static int textPercent(WindowLayout layout); // the size of text in that layout
    void disableCommands(); // in the panels that give some

private:
    struct Entry {
        const PanelRow *row;
        QWidget *panel;
        QDockWidget *dock;
    };
    void connectAction(const Entry &entry, const PanelContext &context);
    [[nodiscard]] const Entry &entry(const char *name) const;
    void place(bool compact);
    void put(const Entry &entry, bool compact, QList<const Entry *> &placed);
    void shareHeights(const QList<const Entry *> &placed, bool compact);

    QMainWindow &m_window;
    std::vector<Entry> m_entries;
};

} // namespace ui
