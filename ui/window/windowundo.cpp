// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/windowundo.h"

#include "ui/topology/topologyview.h"

#include <QUndoCommand>

#include <utility>

namespace ui {

namespace {

constexpr int steps = 200;

class Move : public QUndoCommand
{
public:
    Move(const QString &what, WindowUndo &undo, TopologyView &topology, QVariantMap before)
        : QUndoCommand(what)
        , m_undo(undo)
        , m_topology(topology)
        , m_before(std::move(before))
        , m_after(topology.save())
    { }
    void undo() override { show(m_before); }
    void redo() override { show(m_after); }

private:
    void show(const QVariantMap &places)
    {
        m_topology.setPlaces(places);
        Q_EMIT m_undo.placesChanged();
    }

    WindowUndo &m_undo;
    TopologyView &m_topology;
    const QVariantMap m_before;
    const QVariantMap m_after;
};

} // namespace

WindowUndo::WindowUndo(
    herdcore::control::HerdControl &control, const Actions &actions, TopologyView &topology, QObject *parent)
    : QObject(parent)
    , m_topology(topology)
    , m_herd(control, m_stack)
{
    m_stack.setUndoLimit(steps);
    connect(actions[WindowCommand::Undo], &QAction::triggered, &m_stack, &QUndoStack::undo);
    connect(actions[WindowCommand::Redo], &QAction::triggered, &m_stack, &QUndoStack::redo);
    connect(actions[WindowCommand::Arrange], &QAction::triggered, this, [this] {
        const QVariantMap before = m_topology.save();
        m_topology.resetLayout();
        if (!before.isEmpty())
            moved(tr("arrange"), before);
    });
    connect(&topology, &TopologyView::serverMoved, this,
        [this](const QVariantMap &before) { moved(tr("move servers"), before); });
    connect(&m_stack, &QUndoStack::indexChanged, this, [this, &actions] { nameActions(actions); });
    nameActions(actions);
}

WindowUndo::~WindowUndo()
{
    m_stack.disconnect(this); // the actions that show its state may be gone
}

void WindowUndo::moved(const QString &what, const QVariantMap &before)
{
    m_stack.push(new Move(what, *this, m_topology, before));
}

void WindowUndo::nameActions(const Actions &actions)
{
    QAction *const undo = actions[WindowCommand::Undo];
    QAction *const redo = actions[WindowCommand::Redo];
    undo->setEnabled(m_stack.canUndo());
    redo->setEnabled(m_stack.canRedo());
    undo->setText(m_stack.canUndo() ? tr("Undo: %1").arg(m_stack.undoText()) : tr("Undo"));
    redo->setText(m_stack.canRedo() ? tr("Redo: %1").arg(m_stack.redoText()) : tr("Redo"));
}

} // namespace ui
