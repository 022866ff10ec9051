// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/herdundo.h"

#include "ui/actions/disturbances.h"

#include <QScopedValueRollback>
#include <QUndoCommand>

#include <utility>
#include <vector>

namespace ui {

using herdcore::control::Command;
using herdcore::control::HerdControl;

class HerdUndo::Step : public QUndoCommand
{
public:
    Step(HerdUndo &history, const Command &command)
        : m_history(history)
        , m_before(Disturbances::of(history.m_control.state()))
    {
        add(command);
    }
    ~Step() override
    {
        if (m_history.m_step == this)
            m_history.m_step = nullptr;
    }
    void add(const Command &command)
    {
        m_commands.push_back(command);
        const QStringList words = toWords(m_history.m_control.state().profile(), m_commands.front());
        const auto others = static_cast<int>(m_commands.size()) - 1;
        setText(others == 0 ? words.join(QLatin1Char(' '))
                            : HerdUndo::tr("%1 and %2 more").arg(words.join(QLatin1Char(' '))).arg(others));
    }
    void undo() override
    {
        m_isDone = false;
        give(commandsToRestore(m_before, m_history.m_control.state()));
    }
    void redo() override
    {
        if (!std::exchange(m_isDone, true)) // the first time it is being done already
            give(m_commands);
    }

private:
    void give(const std::vector<Command> &commands)
    {
        const QScopedValueRollback replays(m_history.m_replays, true);
        for (const Command &command : commands)
            m_history.m_control.apply(command);
    }

    HerdUndo &m_history;
    const Disturbances m_before;
    std::vector<Command> m_commands;
    bool m_isDone = true;
};

namespace {

bool canBeUndone(Command::Kind kind)
{
    switch (kind) {
    case Command::Kind::Cut:
    case Command::Kind::Heal:
    case Command::Kind::HealFault:
    case Command::Kind::HealAll:
    case Command::Kind::Fault:
    case Command::Kind::Partition:
    case Command::Kind::Freeze:
    case Command::Kind::Thaw:
        return true;
    case Command::Kind::Status:
    case Command::Kind::Faults:
    case Command::Kind::Reset:
    case Command::Kind::Crash:
    case Command::Kind::Stop:
    case Command::Kind::StopAll:
    case Command::Kind::Start:
    case Command::Kind::StartAll:
    case Command::Kind::MoveAll:
    case Command::Kind::Forget:
    case Command::Kind::Repair:
    case Command::Kind::Release:
        break;
    }
    return false;
}

} // namespace

HerdUndo::HerdUndo(HerdControl &control, QUndoStack &stack, QObject *parent)
    : QObject(parent)
    , m_control(control)
    , m_stack(stack)
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, [this] { m_step = nullptr; });
    connect(&control, &HerdControl::accepted, this, &HerdUndo::record);
}

HerdUndo::~HerdUndo()
{
    m_stack.clear();
}

void HerdUndo::record(const Command &command)
{
    if (m_replays || !canBeUndone(command.kind))
        return;
    if (m_step) {
        m_step->add(command);
        return;
    }
    auto *step = new Step(*this, command);
    m_stack.push(step); // which owns it
    m_step = step;
    m_turn.start();
}

} // namespace ui
