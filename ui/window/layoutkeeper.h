// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/settings.h"
#include "ui/window/paneldocks.h"

#include <QSplitter>
#include <QTimer>

namespace ui {

// Where a window and its panels are, from one start to the next: the same place and the same sizes each time, also
// where the desktop maximizes the window only after it is shown.
class LayoutKeeper : public QObject
{
    Q_OBJECT
public:
    // `settings` holds what is kept. All must outlive this.
    LayoutKeeper(QMainWindow &window, PanelDocks &panels, QSplitter &centre, Settings &settings);

    void restore(); // when the window is shown; does it once
    void arrange(WindowLayout layout); // a ready-made one
    void keep(); // puts what there is into the settings

Q_SIGNALS:
    void restored(); // what is visible for another reason than the user's wish may have to be put right
    void changed(); // the user has moved something

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restorePanels();
    void settle();
    void onMoved();

    QMainWindow &m_window;
    PanelDocks &m_panels;
    QSplitter &m_centre;
    Settings &m_settings;
    QTimer m_settling; // after the window is shown, the desktop may still give it another size
    QByteArray m_firstLayout;
    bool m_isArranged = false; // later changes are the user's
};

} // namespace ui
