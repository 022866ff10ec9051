// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/actions.h"

#include <QActionGroup>

#include <algorithm>

namespace ui {

using herdcore::control::HerdControl;

Actions::Actions(HerdControl &control, const LogFollower &follower, Selection &selection, QObject *parent)
    : QObject(parent)
    , m_control(control)
    , m_follower(follower)
    , m_selection(selection)
    , m_separator(new QAction(this))
{
    m_separator->setSeparator(true);
    make();
    makeToggles();
    connect(&selection, &Selection::changed, this, &Actions::update);
    connect(&follower, &LogFollower::advanced, this, &Actions::update);
    update();
}

void Actions::make()
{
    for (const WindowCommandRow &row : windowCommandRows()) {
        auto *action = new QAction(icon(row.glyph), tr(row.text), this);
        const QKeySequence key(QString::fromLatin1(row.shortcut), QKeySequence::PortableText);
        action->setShortcut(key);
        const QString tip = tr(row.tip);
        action->setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
        action->setStatusTip(tip);
        if (row.ask)
            connect(action, &QAction::triggered, this, [this, &row] { apply(row); });
        m_actions[static_cast<size_t>(row.command)] = action;
    }
    // Also without Shift, where + shares its key with =.
    (*this)[WindowCommand::TextLarger]->setShortcuts(
        { QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal) });
    (*this)[WindowCommand::PartitionIsolate]->setIconText(tr("Isolate")); // on buttons
    (*this)[WindowCommand::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[WindowCommand::About]->setMenuRole(QAction::AboutRole);
    connect((*this)[WindowCommand::ClearSelection], &QAction::triggered, this, [this] { m_selection.clear(); });
}

void Actions::makeToggles()
{
    auto *themes = new QActionGroup(this);
    auto *clocks = new QActionGroup(this);
    auto *repairs = new QActionGroup(this);
    for (const WindowCommandRow &row : windowCommandRows()) {
        QAction *const action = (*this)[row.command];
        action->setCheckable(row.toggle != Toggle::No);
        if (row.toggle == Toggle::Theme)
            themes->addAction(action);
        else if (row.toggle == Toggle::Clock)
            clocks->addAction(action);
        else if (row.toggle == Toggle::Repair)
            repairs->addAction(action);
    }
}

// A refusal is signalled by the control.
void Actions::apply(const WindowCommandRow &row)
{
    const auto commands = row.ask(m_selection, m_follower.state().profile());
    for (const auto &command : commands) {
        // Of several, what need not or cannot be done is left out; of one, the refusal says why.
        if (commands.size() == 1 || m_control.isUseful(command))
            m_control.apply(command);
    }
}

void Actions::retire()
{
    m_retired = true;
    update();
}

void Actions::update()
{
    const herdcore::state::HerdState &state = m_follower.state();
    for (const WindowCommandRow &row : windowCommandRows()) {
        QAction *const action = (*this)[row.command];
        if (row.ask) {
            const auto commands = row.ask(m_selection, state.profile());
            action->setEnabled(!m_retired && std::any_of(commands.begin(), commands.end(), [this](const auto &command) {
                return m_control.isUseful(command);
            }));
            if (row.toggle == Toggle::Repair)
                action->setChecked(!commands.empty() && commands.front().repair == state.repair());
        } else if (row.isAvailable) {
            action->setEnabled(row.isAvailable(m_selection, m_retired ? nullptr : &state));
        }
    }
}

QList<QAction *> Actions::all() const
{
    return { m_actions.begin(), m_actions.end() };
}

QList<QAction *> Actions::forServer() const
{
    const Actions &a = *this;
    return { a[WindowCommand::Start], a[WindowCommand::Stop], a[WindowCommand::Crash], a[WindowCommand::Freeze],
        a[WindowCommand::Thaw], m_separator, a[WindowCommand::InjectHere], a[WindowCommand::PartitionIsolate] };
}

QList<QAction *> Actions::forClient() const
{
    return { (*this)[WindowCommand::ForgetClient] };
}

QList<QAction *> Actions::forSelected() const
{
    QList<QAction *> actions;
    if (!m_selection.servers().empty())
        actions += forServer();
    if (!m_selection.links().empty()) {
        if (!actions.isEmpty())
            actions += m_separator;
        actions += forLink();
    }
    return actions;
}

QList<QAction *> Actions::forLink() const
{
    const Actions &a = *this;
    return { a[WindowCommand::Cut], a[WindowCommand::Heal], a[WindowCommand::ResetLink], a[WindowCommand::Faults],
        m_separator, a[WindowCommand::HealAll] };
}

} // namespace ui
