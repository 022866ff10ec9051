// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"

#include <QTimer>
#include <QUndoStack>

namespace ui {

// Puts what the user does to the herd on an undo stack: cuts, faults, freezing, and whatever ends them, wherever in the
// window it is commanded. Commands given in one turn of the event loop are one step. Undo gives the commands that bring
// back the disturbances of before; what has ended by itself meanwhile is set again. Starting, stopping and crashing are
// no such steps: what a server has forgotten, nothing brings back.
class HerdUndo : public QObject
{
    Q_OBJECT
public:
    // Both must outlive this.
    HerdUndo(herdcore::control::HerdControl &control, QUndoStack &stack, QObject *parent = nullptr);
    ~HerdUndo() override; // clears the stack, whose steps need this

private:
    class Step;
    void record(const herdcore::control::Command &command);

    herdcore::control::HerdControl &m_control;
    QUndoStack &m_stack;
    Step *m_step = nullptr; // of this turn; the stack's
    QTimer m_turn;
    bool m_replays = false;
};

} // namespace ui
