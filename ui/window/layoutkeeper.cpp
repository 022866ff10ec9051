// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/layoutkeeper.h"

#include <QEvent>

namespace ui {

namespace {

constexpr int layoutVersion = 2; // of saveState(); layouts saved with another one are ignored
constexpr int settlingMs = 400;

} // namespace

LayoutKeeper::LayoutKeeper(QMainWindow &window, PanelDocks &panels, QSplitter &centre, Settings &settings)
    : m_window(window)
    , m_panels(panels)
    , m_centre(centre)
    , m_settings(settings)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settlingMs);
    connect(&m_settling, &QTimer::timeout, this, &LayoutKeeper::settle);
    for (const QDockWidget *dock : panels.docks()) {
        connect(dock, &QDockWidget::dockLocationChanged, this, &LayoutKeeper::onMoved);
        connect(dock, &QDockWidget::topLevelChanged, this, &LayoutKeeper::onMoved);
        connect(dock, &QDockWidget::visibilityChanged, this, &LayoutKeeper::onMoved);
    }
    connect(&centre, &QSplitter::splitterMoved, this, &LayoutKeeper::changed);
    window.installEventFilter(this);
}

void LayoutKeeper::onMoved()
{
    if (m_isArranged)
        Q_EMIT changed();
}

void LayoutKeeper::restore()
{
    if (m_isArranged || m_settling.isActive())
        return;
    m_window.restoreGeometry(m_settings.geometry);
    restorePanels();
    m_settling.start();
}

void LayoutKeeper::restorePanels()
{
    m_panels.apply(WindowLayout::Standard);
    if (!m_settings.layout.isEmpty())
        m_window.restoreState(m_settings.layout, layoutVersion);
    m_centre.restoreState(m_settings.splitter);
    Q_EMIT restored();
    m_firstLayout = m_window.saveState(layoutVersion);
}

void LayoutKeeper::arrange(WindowLayout layout)
{
    settle();
    m_panels.apply(layout);
    m_centre.setSizes({ 1000, 1000 });
}

void LayoutKeeper::settle()
{
    m_settling.stop();
    m_isArranged = true;
}

void LayoutKeeper::keep()
{
    settle();
    m_settings.geometry = m_window.saveGeometry();
    if (const QByteArray layout = m_window.saveState(layoutVersion); layout != m_firstLayout)
        m_settings.layout = layout; // the user has moved something
    m_settings.splitter = m_centre.saveState();
}

// Sizes of panels are saved for the size that the window had. In a window that is to be maximized, and is not yet, they
// would be pressed, and saved so, and pressed again at each start.
bool LayoutKeeper::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_settling.isActive())
        restorePanels();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
