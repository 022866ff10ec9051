// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/mainwindowlayouts.h"

namespace ui {

namespace {

constexpr int roomForEverything = 1300; // pixels wide, and
constexpr int highEnough = 700;

} // namespace

void MainWindowLayouts::add(Panel panel, const QString &title, const QString &objectName, QWidget *widget)
{
    auto *dock = new QDockWidget(title, &m_window);
    dock->setObjectName(objectName);
    dock->setWidget(widget);
    m_docks.at(static_cast<size_t>(panel)) = dock;
}

int MainWindowLayouts::textPercent(WindowLayout layout)
{
    return layout == WindowLayout::Lecture ? 150 : 100;
}

void MainWindowLayouts::apply(WindowLayout layout)
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
        for (QDockWidget *dock : m_docks)
            dock->hide();
        return;
    }
}

void MainWindowLayouts::place(bool compact)
{
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    // Taken out first, or tabs of the layout before would stay together.
    for (QDockWidget *dock : m_docks) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
    const auto put = [this](Panel panel, Qt::DockWidgetArea area) {
        QDockWidget &one = dock(panel);
        m_window.addDockWidget(area, &one);
        one.show();
    };
    put(Panel::Servers, Qt::LeftDockWidgetArea);
    put(Panel::Clients, Qt::LeftDockWidgetArea);
    if (!compact)
        put(Panel::Details, Qt::RightDockWidgetArea);
    put(Panel::Injector, Qt::RightDockWidgetArea);
    // Tabs at once: a small window would grow for the moment in which they stand below each other.
    const auto putBehind = [this](Panel front, Panel panel) {
        m_window.tabifyDockWidget(&dock(front), &dock(panel));
        dock(panel).show();
    };
    putBehind(Panel::Injector, Panel::Faults);
    if (compact)
        putBehind(Panel::Injector, Panel::Details);
    put(Panel::Messages, Qt::BottomDockWidgetArea);
    put(Panel::Logs, Qt::BottomDockWidgetArea);
    m_window.tabifyDockWidget(&dock(Panel::Messages), &dock(Panel::Logs));
    if (compact)
        m_window.tabifyDockWidget(&dock(Panel::Servers), &dock(Panel::Clients));
    for (const Panel first : { Panel::Messages, Panel::Servers, Panel::Injector })
        dock(first).raise();

    const int width = m_window.width();
    const int height = m_window.height();
    const int side = qBound(270, width * 22 / 100, 440);
    m_window.resizeDocks(
        { &dock(Panel::Servers), &dock(Panel::Injector) }, { side, qBound(290, width / 5, 400) }, Qt::Horizontal);
    m_window.resizeDocks({ &dock(Panel::Messages) }, { height * 30 / 100 }, Qt::Vertical);
    if (!compact) {
        m_window.resizeDocks(
            { &dock(Panel::Servers), &dock(Panel::Clients) }, { height / 4, height / 3 }, Qt::Vertical);
        m_window.resizeDocks(
            { &dock(Panel::Details), &dock(Panel::Injector) }, { height / 3, height * 2 / 3 }, Qt::Vertical);
    }
}

void MainWindowLayouts::show(Panel panel)
{
    dock(panel).show();
    dock(panel).raise();
}

} // namespace ui
