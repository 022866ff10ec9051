// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions.h"

#include "ui/icons.h"

#include <QActionGroup>

#include <algorithm>

namespace ui {

using herdcore::base::ServerIndex;

namespace {

struct Row {
    Command command;
    Glyph glyph;
    const char *text;
    const char *shortcut;
    const char *tip;
};

constexpr Row rows[] = {
    { Command::StartAll, Glyph::StartAll, QT_TRANSLATE_NOOP("ui::Actions", "Start all"), "Ctrl+R",
        QT_TRANSLATE_NOOP("ui::Actions", "Start every server that is not running") },
    { Command::StopAll, Glyph::StopAll, QT_TRANSLATE_NOOP("ui::Actions", "Stop all"), "Ctrl+.",
        QT_TRANSLATE_NOOP("ui::Actions", "Stop every server, in good order") },
    { Command::Start, Glyph::Start, QT_TRANSLATE_NOOP("ui::Actions", "Start"), "S",
        QT_TRANSLATE_NOOP("ui::Actions", "Start the selected server") },
    { Command::Stop, Glyph::Stop, QT_TRANSLATE_NOOP("ui::Actions", "Stop"), "Shift+S",
        QT_TRANSLATE_NOOP("ui::Actions", "Stop the selected server: it answers what it can and forgets its table") },
    { Command::Crash, Glyph::Crash, QT_TRANSLATE_NOOP("ui::Actions", "Crash"), "Shift+Del",
        QT_TRANSLATE_NOOP("ui::Actions", "Crash the selected server: every connection is reset, nothing is answered") },
    { Command::Cut, Glyph::Cut, QT_TRANSLATE_NOOP("ui::Actions", "Cut"), "K",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut the selected link until it is healed") },
    { Command::Heal, Glyph::Heal, QT_TRANSLATE_NOOP("ui::Actions", "Heal"), "H",
        QT_TRANSLATE_NOOP("ui::Actions", "Heal the selected link") },
    { Command::HealAll, Glyph::HealAll, QT_TRANSLATE_NOOP("ui::Actions", "Heal all"), "Ctrl+Shift+H",
        QT_TRANSLATE_NOOP("ui::Actions", "Heal every link that was cut") },
    { Command::InjectHere, Glyph::Inject, QT_TRANSLATE_NOOP("ui::Actions", "Inject here"), "Ctrl+I",
        QT_TRANSLATE_NOOP("ui::Actions", "Write a line to the selected server, or to the injector's") },
    { Command::Demo, Glyph::Demo, QT_TRANSLATE_NOOP("ui::Actions", "Demonstration"), "Ctrl+D",
        QT_TRANSLATE_NOOP("ui::Actions", "Let a few clients move around Los Angeles, until it is switched off") },
    { Command::Places, Glyph::Places, QT_TRANSLATE_NOOP("ui::Actions", "Places..."), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Choose where WHATSAT gets its places, and set a key") },
    { Command::ClearSelection, Glyph::ClearSelection, QT_TRANSLATE_NOOP("ui::Actions", "Clear selection"), "Esc",
        QT_TRANSLATE_NOOP("ui::Actions", "Select nothing and follow no update") },
    { Command::Profiles, Glyph::Herds, QT_TRANSLATE_NOOP("ui::Actions", "Choose a herd..."), "Ctrl+P",
        QT_TRANSLATE_NOOP("ui::Actions", "The profiles to switch to, and the herds that ran before") },
    { Command::OpenProfile, Glyph::Open, QT_TRANSLATE_NOOP("ui::Actions", "Open profile..."), "Ctrl+O",
        QT_TRANSLATE_NOOP("ui::Actions", "Run the herd that a file describes, in place of this one") },
    { Command::EditProfile, Glyph::Edit, QT_TRANSLATE_NOOP("ui::Actions", "Edit profile..."), "Ctrl+E",
        QT_TRANSLATE_NOOP("ui::Actions", "Servers, links and options of this herd, in the profile editor") },
    { Command::NewProfile, Glyph::New, QT_TRANSLATE_NOOP("ui::Actions", "New profile..."), "Ctrl+N",
        QT_TRANSLATE_NOOP("ui::Actions", "An empty herd, in the profile editor") },
    { Command::Fit, Glyph::Fit, QT_TRANSLATE_NOOP("ui::Actions", "Fit"), "F",
        QT_TRANSLATE_NOOP("ui::Actions", "Fit the topology and the map into their panels") },
    { Command::TextLarger, Glyph::TextLarger, QT_TRANSLATE_NOOP("ui::Actions", "Larger text"), "Ctrl++",
        QT_TRANSLATE_NOOP("ui::Actions", "Larger text in the whole window") },
    { Command::TextSmaller, Glyph::TextSmaller, QT_TRANSLATE_NOOP("ui::Actions", "Smaller text"), "Ctrl+-",
        QT_TRANSLATE_NOOP("ui::Actions", "Smaller text in the whole window") },
    { Command::TextNormal, Glyph::TextNormal, QT_TRANSLATE_NOOP("ui::Actions", "Normal text"), "Ctrl+0",
        QT_TRANSLATE_NOOP("ui::Actions", "Text in its normal size") },
    { Command::FullScreen, Glyph::FullScreen, QT_TRANSLATE_NOOP("ui::Actions", "Full screen"), "F11",
        QT_TRANSLATE_NOOP("ui::Actions", "Fill the screen, or stop doing so") },
    { Command::ThemeSystem, Glyph::Theme, QT_TRANSLATE_NOOP("ui::Actions", "Theme: as the system"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Light or dark as the desktop is") },
    { Command::ThemeLight, Glyph::Theme, QT_TRANSLATE_NOOP("ui::Actions", "Theme: light"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Light theme") },
    { Command::ThemeDark, Glyph::Theme, QT_TRANSLATE_NOOP("ui::Actions", "Theme: dark"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Dark theme") },
    { Command::LayoutLecture, Glyph::Lecture, QT_TRANSLATE_NOOP("ui::Actions", "Layout: lecture"), "Ctrl+1",
        QT_TRANSLATE_NOOP("ui::Actions", "Large text, topology and map only") },
    { Command::LayoutDebug, Glyph::Debug, QT_TRANSLATE_NOOP("ui::Actions", "Layout: debug"), "Ctrl+2",
        QT_TRANSLATE_NOOP("ui::Actions", "Every panel") },
    { Command::LayoutCompact, Glyph::Compact, QT_TRANSLATE_NOOP("ui::Actions", "Layout: compact"), "Ctrl+3",
        QT_TRANSLATE_NOOP("ui::Actions", "For small screens: panels share their place as tabs") },
    { Command::ResetLayout, Glyph::ResetLayout, QT_TRANSLATE_NOOP("ui::Actions", "Reset layout"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Every panel back to its first place and size") },
    { Command::Palette, Glyph::Palette, QT_TRANSLATE_NOOP("ui::Actions", "Command palette"), "Ctrl+Shift+P",
        QT_TRANSLATE_NOOP("ui::Actions", "Find any command by its name") },
    { Command::Shortcuts, Glyph::Keyboard, QT_TRANSLATE_NOOP("ui::Actions", "Keyboard shortcuts"), "?",
        QT_TRANSLATE_NOOP("ui::Actions", "Every command's key") },
    { Command::About, Glyph::About, QT_TRANSLATE_NOOP("ui::Actions", "About Herdscope"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Version, licence and sources") },
    { Command::Quit, Glyph::Quit, QT_TRANSLATE_NOOP("ui::Actions", "Quit"), "Ctrl+Q",
        QT_TRANSLATE_NOOP("ui::Actions", "Stop every server and end the program") },
};
static_assert(std::size(rows) == commandCount);
static_assert([] {
    for (int i = 0; i < commandCount; ++i) {
        if (rows[i].command != static_cast<Command>(i))
            return false;
    }
    return true;
}());

bool isCut(const HerdState &state, const herdcore::herd::LinkProfile &link)
{
    return state.linkEnd(link.a, link.b).state == LinkEndState::Cut
        || state.linkEnd(link.b, link.a).state == LinkEndState::Cut;
}

} // namespace

CommandSense CommandSense::of(ServerIndex server, const HerdState &state)
{
    const ServerFacts &facts = state.server(server);
    const auto &foreign = state.profile().server(server).foreign;
    CommandSense sense;
    sense.stop = sense.crash = facts.isForeign ? facts.runsCommand : facts.state == ServerState::Listening;
    sense.start = !sense.stop && (!foreign || !foreign->command.isEmpty());
    sense.injectHere = isPresent(facts.state);
    return sense;
}

CommandSense CommandSense::of(const Selection &selection, const HerdState &state)
{
    CommandSense sense;
    const auto &profile = state.profile();
    for (size_t i = 0; i < profile.servers.size(); ++i) {
        const CommandSense one = of(ServerIndex(static_cast<qint16>(i)), state);
        sense.startAll |= one.start;
        sense.stopAll |= one.stop;
        sense.injectHere |= one.injectHere;
    }
    sense.healAll
        = std::any_of(profile.links.begin(), profile.links.end(), [&](const auto &link) { return isCut(state, link); });
    sense.clearSelection = selection.subject() != Selection::Subject::Nothing || !selection.update().isNull();
    switch (selection.subject()) {
    case Selection::Subject::Server: {
        const CommandSense one = of(selection.server(), state);
        sense.start = one.start;
        sense.stop = sense.crash = one.stop;
        sense.injectHere = one.injectHere;
        break;
    }
    case Selection::Subject::Link:
        sense.heal = isCut(state, selection.link());
        sense.cut = !sense.heal;
        break;
    case Selection::Subject::Nothing:
    case Selection::Subject::Client:
    case Selection::Subject::Event:
        break;
    }
    return sense;
}

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
    for (const Row &row : rows) {
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
    on(Command::Cut, [this] { m_commands.cut(m_selection.link()); });
    on(Command::Heal, [this] { m_commands.heal(m_selection.link()); });
    on(Command::HealAll, [this] { m_commands.healAll(); });
    on(Command::ClearSelection, [this] { m_selection.clear(); });
}

void Actions::retire()
{
    m_retired = true;
    (*this)[Command::Demo]->setEnabled(false);
    updateSense();
}

void Actions::updateSense()
{
    CommandSense sense;
    if (!m_retired)
        sense = CommandSense::of(m_selection, m_follower.state());
    else
        sense.clearSelection = CommandSense::of(m_selection, m_follower.state()).clearSelection;
    (*this)[Command::StartAll]->setEnabled(sense.startAll);
    (*this)[Command::StopAll]->setEnabled(sense.stopAll);
    (*this)[Command::Start]->setEnabled(sense.start);
    (*this)[Command::Stop]->setEnabled(sense.stop);
    (*this)[Command::Crash]->setEnabled(sense.crash);
    (*this)[Command::Cut]->setEnabled(sense.cut);
    (*this)[Command::Heal]->setEnabled(sense.heal);
    (*this)[Command::HealAll]->setEnabled(sense.healAll);
    (*this)[Command::InjectHere]->setEnabled(sense.injectHere);
    (*this)[Command::ClearSelection]->setEnabled(sense.clearSelection);
}

QList<QAction *> Actions::all() const
{
    return { m_actions.begin(), m_actions.end() };
}

QList<QAction *> Actions::forServer() const
{
    const Actions &a = *this;
    return { a[Command::Start], a[Command::Stop], a[Command::Crash], m_separator, a[Command::InjectHere] };
}

QList<QAction *> Actions::forLink() const
{
    const Actions &a = *this;
    return { a[Command::Cut], a[Command::Heal], m_separator, a[Command::HealAll] };
}

} // namespace ui
