// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/windowcommand.h"

#include <QCoreApplication>

namespace ui {

using herdcore::base::ServerIndex;
using HerdCommand = herdcore::control::Command;
using herdcore::profile::Partition;
using herdcore::profile::Repair;
using Kind = HerdCommand::Kind;

namespace {

using herdcore::profile::Profile;
using Asked = std::vector<HerdCommand>;

bool isServer(const Selection &selection)
{
    return selection.subject() == Selection::Subject::Server;
}

template <Kind kind> Asked ofHerd(const Selection &, const Profile &)
{
    return { HerdCommand::ofHerd(kind) };
}

template <Kind kind> Asked onServer(const Selection &selection, const Profile &)
{
    Asked asked;
    for (const ServerIndex server : selection.servers())
        asked.push_back(HerdCommand::onServer(kind, server));
    return asked;
}

template <Kind kind> Asked onLink(const Selection &selection, const Profile &)
{
    Asked asked;
    for (const auto &link : selection.links())
        asked.push_back(HerdCommand::onLink(kind, link));
    return asked;
}

Asked forget(const Selection &selection, const Profile &)
{
    if (selection.subject() != Selection::Subject::Client)
        return {};
    return { HerdCommand::forget(selection.client()) };
}

template <Partition kind> Asked partition(const Selection &selection, const Profile &)
{
    constexpr bool takesServer = kind == Partition::Bridge;
    const bool hasServer = takesServer && !selection.servers().empty();
    return { HerdCommand::cutInto(kind, hasServer ? selection.server() : ServerIndex::None) };
}

// The partition is of the first one, whose links are all that remain cut; those of the others are cut besides.
Asked isolate(const Selection &selection, const Profile &profile)
{
    Asked asked;
    for (const ServerIndex server : selection.servers()) {
        if (asked.empty()) {
            asked.push_back(HerdCommand::cutInto(Partition::Isolate, server));
            continue;
        }
        for (const auto &link : profile.links) {
            if (link.a == server || link.b == server)
                asked.push_back(HerdCommand::onLink(Kind::Cut, link));
        }
    }
    return asked;
}

template <Repair mode> Asked repair(const Selection &, const Profile &)
{
    return { HerdCommand::setRepair(mode) };
}

bool hasHerd(const Selection &, const herdcore::state::HerdState *state)
{
    return state != nullptr;
}

bool canInject(const Selection &selection, const herdcore::state::HerdState *state)
{
    if (!state)
        return false;
    if (isServer(selection))
        return isPresent(state->server(selection.server()).state);
    for (size_t i = 0; i < state->profile().servers.size(); ++i) {
        if (isPresent(state->server(static_cast<ServerIndex>(i)).state))
            return true;
    }
    return false;
}

bool isAnythingSelected(const Selection &selection, const herdcore::state::HerdState *)
{
    return selection.subject() != Selection::Subject::Nothing || !selection.update().isNull();
}

constexpr std::array<WindowCommandRow, windowCommandCount> rows{ {
    { WindowCommand::StartAll, Glyph::StartAll, QT_TRANSLATE_NOOP("ui::Actions", "Start all"), "Ctrl+R",
        QT_TRANSLATE_NOOP("ui::Actions", "Start every server that is not running"), ofHerd<Kind::StartAll> },
    { WindowCommand::StopAll, Glyph::StopAll, QT_TRANSLATE_NOOP("ui::Actions", "Stop all"), "Ctrl+.",
        QT_TRANSLATE_NOOP("ui::Actions", "Stop every server gracefully"), ofHerd<Kind::StopAll> },
    { WindowCommand::Start, Glyph::Start, QT_TRANSLATE_NOOP("ui::Actions", "Start"), "S",
        QT_TRANSLATE_NOOP("ui::Actions", "Start the selected servers"), onServer<Kind::Start> },
    { WindowCommand::Stop, Glyph::Stop, QT_TRANSLATE_NOOP("ui::Actions", "Stop"), "Shift+S",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Stop the selected servers: they answer what they can and forget their tables"),
        onServer<Kind::Stop> },
    { WindowCommand::Crash, Glyph::Crash, QT_TRANSLATE_NOOP("ui::Actions", "Crash"), "Shift+Del",
        QT_TRANSLATE_NOOP("ui::Actions", "Crash the selected servers: every connection is reset, nothing is answered"),
        onServer<Kind::Crash> },
    { WindowCommand::Freeze, Glyph::Freeze, QT_TRANSLATE_NOOP("ui::Actions", "Freeze"), "Z",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Freeze the selected servers: like suspended processes, they do and send nothing, and their connections "
            "stay"),
        onServer<Kind::Freeze> },
    { WindowCommand::Thaw, Glyph::Thaw, QT_TRANSLATE_NOOP("ui::Actions", "Thaw"), "Shift+Z",
        QT_TRANSLATE_NOOP("ui::Actions", "Let the selected servers continue where they were frozen"),
        onServer<Kind::Thaw> },
    { WindowCommand::Cut, Glyph::Cut, QT_TRANSLATE_NOOP("ui::Actions", "Cut"), "K",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut the selected links until they are healed"), onLink<Kind::Cut> },
    { WindowCommand::Heal, Glyph::Heal, QT_TRANSLATE_NOOP("ui::Actions", "Heal"), "H",
        QT_TRANSLATE_NOOP("ui::Actions", "Heal the selected links"), onLink<Kind::Heal> },
    { WindowCommand::HealAll, Glyph::HealAll, QT_TRANSLATE_NOOP("ui::Actions", "Heal all"), "Ctrl+Shift+H",
        QT_TRANSLATE_NOOP("ui::Actions", "End every cut and every fault, and thaw frozen servers"),
        ofHerd<Kind::HealAll> },
    { WindowCommand::ResetLink, Glyph::Reset, QT_TRANSLATE_NOOP("ui::Actions", "Reset link"), "R",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Reset the selected links' connections: both ends see them break, and dial again"),
        onLink<Kind::Reset> },
    { WindowCommand::Faults, Glyph::Fault, QT_TRANSLATE_NOOP("ui::Actions", "Faults..."), "D",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Show all faults, and add one to the selected link: latency, loss, and more") },
    { WindowCommand::PartitionHalves, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: halves"),
        "Ctrl+Shift+1",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut the first half of the servers from the second half, and heal other cuts"),
        partition<Partition::Halves> },
    { WindowCommand::PartitionIsolate, Glyph::Partition,
        QT_TRANSLATE_NOOP("ui::Actions", "Partition: isolate the selected servers"), "Ctrl+Shift+2",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut every link of the selected servers, and heal other cuts"), isolate },
    { WindowCommand::PartitionBridge, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: bridge"),
        "Ctrl+Shift+3",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Two halves that meet in one server only, the selected one or the middle one; heals other cuts"),
        partition<Partition::Bridge> },
    { WindowCommand::PartitionRing, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: ring of majorities"),
        "Ctrl+Shift+4",
        QT_TRANSLATE_NOOP("ui::Actions", "Every server keeps a majority and no two the same one; heals other cuts"),
        partition<Partition::Ring> },
    { WindowCommand::RepairNone, Glyph::Repair, QT_TRANSLATE_NOOP("ui::Actions", "Repair: none"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "A server that was away receives only later updates"), repair<Repair::None>,
        nullptr, Toggle::Repair },
    { WindowCommand::RepairPush, Glyph::Repair, QT_TRANSLATE_NOOP("ui::Actions", "Repair: push"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "A server that was away receives what it missed from its neighbours"),
        repair<Repair::Push>, nullptr, Toggle::Repair },
    { WindowCommand::RepairSync, Glyph::Repair, QT_TRANSLATE_NOOP("ui::Actions", "Repair: sync"), "",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Servers compare what they know on each new link and periodically, and fetch what they lack "
            "(anti-entropy)"),
        repair<Repair::Sync>, nullptr, Toggle::Repair },
    { WindowCommand::ForgetClient, Glyph::Remove, QT_TRANSLATE_NOOP("ui::Actions", "Forget client"), "",
        QT_TRANSLATE_NOOP("ui::Actions",
            "No server knows the selected client any more, until it reports again; its record is not repaired back"),
        forget },
    { WindowCommand::Undo, Glyph::Undo, QT_TRANSLATE_NOOP("ui::Actions", "Undo"), "Ctrl+Z",
        QT_TRANSLATE_NOOP("ui::Actions", "Take back the last cut, fault, freeze or move of servers in the topology") },
    { WindowCommand::Redo, Glyph::Redo, QT_TRANSLATE_NOOP("ui::Actions", "Redo"), "Ctrl+Shift+Z",
        QT_TRANSLATE_NOOP("ui::Actions", "Do again what was taken back") },
    { WindowCommand::InjectHere, Glyph::Inject, QT_TRANSLATE_NOOP("ui::Actions", "Inject here"), "Ctrl+I",
        QT_TRANSLATE_NOOP("ui::Actions", "Send a line to the selected server, or to the injector's"), nullptr,
        canInject },
    { WindowCommand::Demo, Glyph::Demo, QT_TRANSLATE_NOOP("ui::Actions", "Demonstration"), "Ctrl+D",
        QT_TRANSLATE_NOOP("ui::Actions", "Simulate a few clients that move around Los Angeles, until switched off"),
        nullptr, hasHerd, Toggle::Alone },
    { WindowCommand::Places, Glyph::Places, QT_TRANSLATE_NOOP("ui::Actions", "Places..."), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Choose where WHATSAT gets its places, and set an API key") },
    { WindowCommand::ClearSelection, Glyph::ClearSelection, QT_TRANSLATE_NOOP("ui::Actions", "Clear selection"), "Esc",
        QT_TRANSLATE_NOOP("ui::Actions", "Select nothing and follow no update"), nullptr, isAnythingSelected },
    { WindowCommand::Profiles, Glyph::Herds, QT_TRANSLATE_NOOP("ui::Actions", "Choose a herd..."), "Ctrl+P",
        QT_TRANSLATE_NOOP("ui::Actions", "Switch to another profile, or open a herd that ran before") },
    { WindowCommand::OpenProfile, Glyph::Open, QT_TRANSLATE_NOOP("ui::Actions", "Open profile..."), "Ctrl+O",
        QT_TRANSLATE_NOOP("ui::Actions", "Run the herd that a file describes, in place of this one") },
    { WindowCommand::EditProfile, Glyph::Edit, QT_TRANSLATE_NOOP("ui::Actions", "Edit profile..."), "Ctrl+E",
        QT_TRANSLATE_NOOP("ui::Actions", "Edit this herd's servers, links and options in the profile editor") },
    { WindowCommand::NewProfile, Glyph::New, QT_TRANSLATE_NOOP("ui::Actions", "New profile..."), "Ctrl+N",
        QT_TRANSLATE_NOOP("ui::Actions", "Start an empty herd in the profile editor") },
    { WindowCommand::Fit, Glyph::Fit, QT_TRANSLATE_NOOP("ui::Actions", "Fit"), "F",
        QT_TRANSLATE_NOOP("ui::Actions", "Fit the topology and the map into their panels") },
    { WindowCommand::Arrange, Glyph::ResetLayout, QT_TRANSLATE_NOOP("ui::Actions", "Arrange"), "Ctrl+Shift+A",
        QT_TRANSLATE_NOOP("ui::Actions", "Lay the topology out anew: servers that were moved return to their places") },
    { WindowCommand::NextPane, Glyph::Next, QT_TRANSLATE_NOOP("ui::Actions", "Next pane"), "F6",
        QT_TRANSLATE_NOOP("ui::Actions", "Move the keyboard to the next view or panel") },
    { WindowCommand::PreviousPane, Glyph::Previous, QT_TRANSLATE_NOOP("ui::Actions", "Previous pane"), "Shift+F6",
        QT_TRANSLATE_NOOP("ui::Actions", "Move the keyboard to the previous view or panel") },
    { WindowCommand::TextLarger, Glyph::TextLarger, QT_TRANSLATE_NOOP("ui::Actions", "Larger text"), "Ctrl++",
        QT_TRANSLATE_NOOP("ui::Actions", "Larger text in the whole window") },
    { WindowCommand::TextSmaller, Glyph::TextSmaller, QT_TRANSLATE_NOOP("ui::Actions", "Smaller text"), "Ctrl+-",
        QT_TRANSLATE_NOOP("ui::Actions", "Smaller text in the whole window") },
    { WindowCommand::TextNormal, Glyph::TextNormal, QT_TRANSLATE_NOOP("ui::Actions", "Normal text"), "Ctrl+0",
        QT_TRANSLATE_NOOP("ui::Actions", "Text at its normal size") },
    { WindowCommand::FullScreen, Glyph::FullScreen, QT_TRANSLATE_NOOP("ui::Actions", "Full screen"), "F11",
        QT_TRANSLATE_NOOP("ui::Actions", "Enter or leave full screen"), nullptr, nullptr, Toggle::Alone },
    { WindowCommand::ThemeSystem, Glyph::Theme, QT_TRANSLATE_NOOP("ui::Actions", "Theme: as the system"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Light or dark, like the desktop"), nullptr, nullptr, Toggle::Theme },
    { WindowCommand::ThemeLight, Glyph::Theme, QT_TRANSLATE_NOOP("ui::Actions", "Theme: light"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Light theme"), nullptr, nullptr, Toggle::Theme },
    { WindowCommand::ThemeDark, Glyph::Theme, QT_TRANSLATE_NOOP("ui::Actions", "Theme: dark"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Dark theme"), nullptr, nullptr, Toggle::Theme },
    { WindowCommand::ReducedMotion, Glyph::Freeze, QT_TRANSLATE_NOOP("ui::Actions", "Reduced motion"), "",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Messages stand on their links instead of travelling; as the desktop has it until this is changed"),
        nullptr, nullptr, Toggle::Alone },
    { WindowCommand::ClockLocal, Glyph::Clock, QT_TRANSLATE_NOOP("ui::Actions", "Clock: local time"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Every time in the window is this computer's local time"), nullptr, nullptr,
        Toggle::Clock },
    { WindowCommand::ClockUtc, Glyph::Clock, QT_TRANSLATE_NOOP("ui::Actions", "Clock: UTC"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Every time in the window is in UTC"), nullptr, nullptr, Toggle::Clock },
    { WindowCommand::ClockSinceStart, Glyph::Clock, QT_TRANSLATE_NOOP("ui::Actions", "Clock: since start"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Every time in the window is in seconds since the herd's first event"),
        nullptr, nullptr, Toggle::Clock },
    { WindowCommand::LayoutLecture, Glyph::Lecture, QT_TRANSLATE_NOOP("ui::Actions", "Layout: lecture"), "Ctrl+1",
        QT_TRANSLATE_NOOP("ui::Actions", "Large text, topology and map only") },
    { WindowCommand::LayoutDebug, Glyph::Debug, QT_TRANSLATE_NOOP("ui::Actions", "Layout: debug"), "Ctrl+2",
        QT_TRANSLATE_NOOP("ui::Actions", "Every panel") },
    { WindowCommand::LayoutCompact, Glyph::Compact, QT_TRANSLATE_NOOP("ui::Actions", "Layout: compact"), "Ctrl+3",
        QT_TRANSLATE_NOOP("ui::Actions", "For small screens: panels share their space as tabs") },
    { WindowCommand::ResetLayout, Glyph::ResetLayout, QT_TRANSLATE_NOOP("ui::Actions", "Reset layout"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Return every panel to its original place and size") },
    { WindowCommand::Palette, Glyph::Palette, QT_TRANSLATE_NOOP("ui::Actions", "Command palette"), "Ctrl+Shift+P",
        QT_TRANSLATE_NOOP("ui::Actions", "Find any command by its name") },
    { WindowCommand::Shortcuts, Glyph::Keyboard, QT_TRANSLATE_NOOP("ui::Actions", "Keyboard shortcuts"), "?",
        QT_TRANSLATE_NOOP("ui::Actions", "List every keyboard shortcut") },
    { WindowCommand::About, Glyph::About, QT_TRANSLATE_NOOP("ui::Actions", "About Herdscope"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "Version, licence and sources") },
    { WindowCommand::Quit, Glyph::Quit, QT_TRANSLATE_NOOP("ui::Actions", "Quit"), "Ctrl+Q",
        QT_TRANSLATE_NOOP("ui::Actions", "Stop every server and quit the program") },
} };
static_assert([] {
    for (int i = 0; i < windowCommandCount; ++i) {
        if (rows[static_cast<size_t>(i)].command != static_cast<WindowCommand>(i))
            return false;
    }
    return true;
}());

} // namespace

const std::array<WindowCommandRow, windowCommandCount> &windowCommandRows()
{
    return rows;
}

} // namespace ui
