// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"
#include "ui/live/logfollower.h"
#include "ui/window/errorbarfindings.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

namespace ui {

// A bar, never a dialog: one finding at a time, with what to do about it, buttons to step through the others and one to
// dismiss it. Hidden while there is none.
class ErrorBar : public QWidget
{
    Q_OBJECT
public:
    ErrorBar(herdcore::control::HerdControl &control, const LogFollower &follower, QWidget *parent = nullptr);

    [[nodiscard]] const Findings &findings() const { return m_findings; }

Q_SIGNALS:
    void changed(); // another finding, or none

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void refresh();
    void step(int by);
    void dismiss();
    void showFinding();
    void setActions(const Finding &finding);

    herdcore::control::HerdControl &m_control;
    const LogFollower &m_follower;
    Findings m_findings;
    herdcore::observe::LogCursor m_cursor;
    size_t m_shown = 0; // index into the standing findings
    QLabel m_mark;
    QLabel m_text;
    QPushButton m_first; // what the finding offers
    QPushButton m_moveAll;
    QPushButton m_second;
    QPushButton m_forget;
    QToolButton m_previous;
    QLabel m_count;
    QToolButton m_next;
    QToolButton m_dismiss;
};

// One sentence: "Hill: port 12205 is in use by another program."
[[nodiscard]] QString findingText(const Finding &finding, const herdcore::state::HerdState &state);

} // namespace ui
