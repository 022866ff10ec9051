// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/actions.h"

#include "herdcore/profile/partition.h"

#include <QActionGroup>

#include <set>

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;
using herdcore::profile::Repair;

namespace {

constexpr std::pair<Command, Repair> repairCommands[] = { { Command::RepairNone, Repair::None },
    { Command::RepairPush, Repair::Push }, { Command::RepairSync, Repair::Sync } };

} // namespace

Actions::Actions(Commands &commands, const LogFollower &follower, Selection &selection, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_follower(follower)
    , m_selection(selection)
    , m_separator(new QAction(this))
{
    m_separator->setSeparator(true);
    make();
    connectHerd();
    connect(&selection, &Selection::changed, this, &Actions::updateSense);
    connect(&follower, &LogFollower::advanced, this, &Actions::updateSense);
    updateSense();
}

void Actions::make()
{
    auto *themes = new QActionGroup(this);
    for (const CommandRow &row : commandRows()) {
        auto *action = new QAction(icon(row.glyph), tr(row.text), this);
        const QKeySequence key(QString::fromLatin1(row.shortcut), QKeySequence::PortableText);
        action->setShortcut(key);
        const QString tip = tr(row.tip);
        action->setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
        action->setStatusTip(tip);
        m_actions[static_cast<size_t>(row.command)] = action;
    }
    // Also without Shift, where + shares its key with =.
    (*this)[Command::TextLarger]->setShortcuts(
        { QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal) });
    for (const Command theme : { Command::ThemeSystem, Command::ThemeLight, Command::ThemeDark }) {
        (*this)[theme]->setCheckable(true);
        themes->addAction((*this)[theme]);
    }
    auto *repairs = new QActionGroup(this);
    for (const auto &[command, repair] : repairCommands) {
        (*this)[command]->setCheckable(true);
        repairs->addAction((*this)[command]);
    }
    (*this)[Command::PartitionIsolate]->setIconText(tr("Isolate")); // on buttons
    (*this)[Command::Demo]->setCheckable(true);
    (*this)[Command::FullScreen]->setCheckable(true);
    (*this)[Command::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[Command::About]->setMenuRole(QAction::AboutRole);
}

void Actions::connectHerd()
{
    const auto on = [this](Command command, auto &&act) {
        connect((*this)[command], &QAction::triggered, this, act);
    };
    on(Command::StartAll, [this] { m_commands.startAll(); });
    on(Command::StopAll, [this] { m_commands.stopAll(); });
    on(Command::Start, [this] { m_commands.start(m_selection.server()); });
    on(Command::Stop, [this] { m_commands.stop(m_selection.server()); });
    on(Command::Crash, [this] { m_commands.crash(m_selection.server()); });
    on(Command::Freeze, [this] { m_commands.freeze(m_selection.server()); });
    on(Command::Thaw, [this] { m_commands.thaw(m_selection.server()); });
    on(Command::Cut, [this] { m_commands.cut(m_selection.link()); });
    on(Command::Heal, [this] { healLink(m_selection.link()); });
    on(Command::HealAll, [this] { healAll(); });
    on(Command::ResetLink, [this] { m_commands.resetLink(m_selection.link()); });
    using herdcore::profile::Partition;
    on(Command::PartitionHalves, [this] { cutInto(Partition::Halves); });
    on(Command::PartitionIsolate, [this] { cutInto(Partition::Isolate); });
    on(Command::PartitionBridge, [this] { cutInto(Partition::Bridge); });
    on(Command::PartitionRing, [this] { cutInto(Partition::Ring); });
    for (const auto &[command, repair] : repairCommands)
        on(command, [this, chosen = repair] { m_commands.setRepair(chosen); });
    on(Command::ClearSelection, [this] { m_selection.clear(); });
}

// What disturbs it in either direction goes with the cut.
void Actions::healLink(herdcore::profile::LinkProfile link)
{
    const HerdState &state = m_follower.state();
    if (state.isCut(link))
        m_commands.heal(link);
    std::set<herdcore::profile::FaultNumber> numbers;
    for (const auto &fault : state.faults().faults()) {
        if ((fault.from == link.a && fault.to == link.b) || (fault.from == link.b && fault.to == link.a))
            numbers.insert(fault.number);
    }
    for (const auto number : numbers)
        m_commands.heal(number);
}

// Nothing is left that is wrong by the user's wish; to the herd, a frozen server is no fault of a link.
void Actions::healAll()
{
    const std::set<ServerIndex> frozen = m_follower.state().faults().frozen();
    m_commands.healAll();
    for (const ServerIndex server : frozen)
        m_commands.thaw(server);
}

void Actions::cutInto(herdcore::profile::Partition partition)
{
    const bool isServer = m_selection.subject() == Selection::Subject::Server;
    const auto &state = m_follower.state();
    const auto cuts = herdcore::profile::linksToCut(
        state.profile(), partition, isServer ? m_selection.server() : ServerIndex::None);
    std::set<std::pair<ServerIndex, ServerIndex>> wanted;
    for (const auto &link : cuts)
        wanted.insert({ link.a, link.b });
    for (const auto &link : state.profile().links) {
        const bool isWanted = wanted.contains({ link.a, link.b });
        if (isWanted && !state.isCut(link))
            m_commands.cut(link);
        else if (!isWanted && state.isCut(link))
            m_commands.heal(link);
    }
}

void Actions::retire()
{
    m_retired = true;
    (*this)[Command::Demo]->setEnabled(false);
    updateSense();
}

void Actions::updateSense()
{
    CommandAvailability sense;
    if (!m_retired)
        sense = CommandAvailability::of(m_selection, m_follower.state());
    else
        sense.clearSelection = CommandAvailability::of(m_selection, m_follower.state()).clearSelection;
    const std::pair<Command, bool> senses[] = { { Command::StartAll, sense.startAll },
        { Command::StopAll, sense.stopAll }, { Command::Start, sense.start }, { Command::Stop, sense.stop },
        { Command::Crash, sense.crash }, { Command::Freeze, sense.freeze }, { Command::Thaw, sense.thaw },
        { Command::Cut, sense.cut }, { Command::Heal, sense.heal }, { Command::HealAll, sense.healAll },
        { Command::ResetLink, sense.resetLink }, { Command::PartitionHalves, sense.halves },
        { Command::PartitionIsolate, sense.isolate }, { Command::PartitionBridge, sense.bridge },
        { Command::PartitionRing, sense.ring }, { Command::RepairNone, !m_retired },
        { Command::RepairPush, !m_retired }, { Command::RepairSync, sense.sync },
        { Command::InjectHere, sense.injectHere }, { Command::ClearSelection, sense.clearSelection } };
    for (const auto &[command, makesSense] : senses)
        (*this)[command]->setEnabled(makesSense);
    for (const auto &[command, repair] : repairCommands) {
        if (!m_retired)
            (*this)[command]->setChecked(m_commands.repair() == repair);
    }
}

QList<QAction *> Actions::all() const
{
    return { m_actions.begin(), m_actions.end() };
}

QList<QAction *> Actions::forServer() const
{
    const Actions &a = *this;
    return { a[Command::Start], a[Command::Stop], a[Command::Crash], a[Command::Freeze], a[Command::Thaw], m_separator,
        a[Command::InjectHere], a[Command::PartitionIsolate] };
}

QList<QAction *> Actions::forLink() const
{
    const Actions &a = *this;
    return { a[Command::Cut], a[Command::Heal], a[Command::ResetLink], a[Command::Faults], m_separator,
        a[Command::HealAll] };
}

} // namespace ui
