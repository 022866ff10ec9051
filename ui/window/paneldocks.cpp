// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/paneldocks.h"

#include <QCoreApplication>
#include <QScrollArea>

#include <algorithm>
#include <cstring>

namespace ui {

namespace {

constexpr int roomForEverything = 1300; // pixels wide, and
constexpr int highEnough = 700;

QWidget *scrolled(QWidget *panel)
{
    auto *area = new QScrollArea;
    area->setWidget(panel);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

void revealDock(QDockWidget &dock)
{
    dock.show();
    dock.raise(); // where it is a tab
}

const char *tabOf(const PanelRow &row, bool compact)
{
    return compact ? row.tabOfCompact : row.tabOfWide;
}

} // namespace

PanelDocks::PanelDocks(QMainWindow &window, const PanelContext &context)
    : m_window(window)
{
    for (const PanelRow &row : panelRows()) {
        auto *dock = new QDockWidget(QCoreApplication::translate("ui::Panels", row.title), &m_window);
        dock->setObjectName(QString::fromLatin1(row.name));
        QWidget *panel = row.make(context);
        dock->setWidget(row.scrolls ? scrolled(panel) : panel);
        m_entries.push_back({ &row, panel, dock });
        connectAction(m_entries.back(), context);
    }
}

void PanelDocks::connectAction(const Entry &entry, const PanelContext &context)
{
    if (!entry.row->shownBy)
        return;
    QObject::connect(
        context.actions[*entry.row->shownBy], &QAction::triggered, entry.dock, [entry, &selection = context.selection] {
            revealDock(*entry.dock);
            if (entry.row->whenShown)
                entry.row->whenShown(*entry.panel, selection);
        });
}

void PanelDocks::reveal(const QWidget &panel)
{
    for (const Entry &entry : m_entries) {
        if (entry.panel == &panel)
            revealDock(*entry.dock);
    }
}

QList<QDockWidget *> PanelDocks::docks() const
{
    QList<QDockWidget *> docks;
    for (const Entry &entry : m_entries)
        docks += entry.dock;
    return docks;
}

void PanelDocks::disableCommands()
{
    for (const Entry &entry : m_entries) {
        if (entry.row->commands)
            entry.panel->setEnabled(false);
    }
}

int PanelDocks::textPercent(WindowLayout layout)
{
    return layout == WindowLayout::Lecture ? 150 : 100;
}

void PanelDocks::apply(WindowLayout layout)
{
    const bool small = m_window.width() < roomForEverything || m_window.height() < highEnough;
    switch (layout) {
    case WindowLayout::Standard:
        place(small);
        return;
    case WindowLayout::Debug:
        place(false);
        return;
    case WindowLayout::Compact:
        place(true);
        return;
    case WindowLayout::Lecture:
        place(small);
        for (const Entry &entry : m_entries)
            entry.dock->setVisible(entry.row->inLecture);
        return;
    }
}

const PanelDocks::Entry &PanelDocks::entry(const char *name) const
{
    return *std::find_if(m_entries.begin(), m_entries.end(),
        [name](const Entry &entry) { return std::strcmp(entry.row->name, name) == 0; });
}

void PanelDocks::place(bool compact)
{
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    // Removed first, or tabs of the layout before would stay together.
    for (const Entry &entry : m_entries) {
        entry.dock->setFloating(false);
        m_window.removeDockWidget(entry.dock);
    }
    QList<const Entry *> placed;
    for (const Entry &entry : m_entries) {
        if (!tabOf(*entry.row, compact))
            put(entry, compact, placed);
    }
    for (const Entry &entry : m_entries)
        put(entry, compact, placed);
    for (const Entry *entry : placed) {
        if (!tabOf(*entry->row, compact))
            entry->dock->raise();
    }
    shareHeights(placed, compact);
}

// After the panel that it is a tab of. It becomes a tab at once: a small window would grow for the moment in which the
// two stand below each other.
void PanelDocks::put(const Entry &entry, bool compact, QList<const Entry *> &placed)
{
    if (placed.contains(&entry))
        return;
    if (const char *front = tabOf(*entry.row, compact)) {
        put(this->entry(front), compact, placed);
        m_window.tabifyDockWidget(this->entry(front).dock, entry.dock);
    } else {
        m_window.addDockWidget(entry.row->area, entry.dock);
    }
    entry.dock->show();
    placed += &entry;
}

void PanelDocks::shareHeights(const QList<const Entry *> &placed, bool compact)
{
    const int width = m_window.width();
    for (const auto &[area, side] : { std::pair{ Qt::LeftDockWidgetArea, qBound(270, width * 22 / 100, 440) },
             std::pair{ Qt::RightDockWidgetArea, qBound(290, width / 5, 400) },
             std::pair{ Qt::BottomDockWidgetArea, 0 } }) {
        QList<QDockWidget *> docks;
        QList<int> heights;
        for (const Entry *entry : placed) {
            if (entry->row->area == area && !tabOf(*entry->row, compact)) {
                docks += entry->dock;
                heights += m_window.height() * entry->row->heightPercent / 100;
            }
        }
        if (side > 0 && !docks.isEmpty())
            m_window.resizeDocks({ docks.front() }, { side }, Qt::Horizontal);
        if (side == 0 || docks.size() > 1)
            m_window.resizeDocks(docks, heights, Qt::Vertical);
    }
}

} // namespace ui
