// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/paneswitch.h"

#include <QApplication>
#include <QDockWidget>
#include <QSplitter>

#include <algorithm>

namespace ui {

namespace {

QWidget *firstStop(QWidget &pane)
{
    if (pane.focusPolicy() & Qt::TabFocus)
        return &pane;
    for (QWidget *next = pane.nextInFocusChain(); next != &pane; next = next->nextInFocusChain()) {
        if (pane.isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && next->isVisible() && next->isEnabled())
            return next;
    }
    return nullptr;
}

} // namespace

PaneSwitch::PaneSwitch(QMainWindow &window, const Actions &actions)
    : QObject(&window)
    , m_window(window)
{
    connect(actions[WindowCommand::NextPane], &QAction::triggered, this, [this] { go(1); });
    connect(actions[WindowCommand::PreviousPane], &QAction::triggered, this, [this] { go(-1); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *focused) { remember(focused); });
}

QList<QWidget *> PaneSwitch::panes() const
{
    QList<QWidget *> found;
    if (auto *centre = qobject_cast<QSplitter *>(m_window.centralWidget())) {
        for (int i = 0; i < centre->count(); ++i)
            found += centre->widget(i);
    }
    for (auto *dock : m_window.findChildren<QDockWidget *>())
        found += dock->widget();
    // A tab behind another one says that it is visible; it stands outside of the window.
    found.removeIf([this](const QWidget *pane) {
        if (!pane || !pane->isVisible())
            return true;
        return pane->window() == &m_window
            && !m_window.rect().intersects(QRect(pane->mapTo(&m_window, QPoint()), pane->size()));
    });
    std::stable_sort(found.begin(), found.end(), [this](const QWidget *a, const QWidget *b) {
        const QPoint left = a->mapTo(a->window() == &m_window ? &m_window : a->window(), QPoint());
        const QPoint right = b->mapTo(b->window() == &m_window ? &m_window : b->window(), QPoint());
        return std::pair(left.x(), left.y()) < std::pair(right.x(), right.y());
    });
    return found;
}

void PaneSwitch::remember(QWidget *focused)
{
    if (!focused)
        return;
    for (QWidget *pane : panes()) {
        if (pane == focused || pane->isAncestorOf(focused))
            m_last[pane] = focused;
    }
}

void PaneSwitch::go(int step)
{
    QWidget *const focused = QApplication::focusWidget();
    QList<QWidget *> all = panes();
    const auto here = std::find_if(all.begin(), all.end(),
        [focused](QWidget *pane) { return focused && (pane == focused || pane->isAncestorOf(focused)); });
    const auto count = all.size();
    qsizetype at = here == all.end() ? (step > 0 ? -1 : 0) : here - all.begin();
    for (qsizetype tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        QWidget *const pane = all[at];
        QWidget *last = m_last[pane];
        if (!last || !last->isVisible() || !last->isEnabled())
            last = firstStop(*pane);
        if (!last)
            continue;
        pane->activateWindow();
        last->setFocus(Qt::TabFocusReason);
        return;
    }
}

} // namespace ui
