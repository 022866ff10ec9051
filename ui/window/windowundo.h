// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/actions/herdundo.h"

#include <QUndoStack>

namespace ui {

class TopologyView;

// What Undo and Redo of a window take back: servers moved in the topology, *Arrange*, and what is done to the herd
// (HerdUndo). Also does *Arrange* itself.
class WindowUndo : public QObject
{
    Q_OBJECT
public:
    // All must outlive this.
    WindowUndo(
        herdcore::control::HerdControl &control, const Actions &actions, TopologyView &topology, QObject *parent);

    ~WindowUndo() override;

    [[nodiscard]] QUndoStack &stack() { return m_stack; }

Q_SIGNALS:
    void placesChanged(); // of servers in the topology

private:
    void moved(const QString &what, const QVariantMap &before);
    void nameActions(const Actions &actions);

    TopologyView &m_topology;
    QUndoStack m_stack;
    HerdUndo m_herd;
};

} // namespace ui
