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

using Asked = std::optional<HerdCommand>;

bool isServer(const Selection &selection)
{
    return selection.subject() == Selection::Subject::Server;
}

template <Kind kind> Asked ofHerd(const Selection &)
{
    return HerdCommand::ofHerd(kind);
}

template <Kind kind> Asked onServer(const Selection &selection)
{
    return isServer(selection) ? Asked(HerdCommand::onServer(kind, selection.server())) : std::nullopt;
}

template <Kind kind> Asked onLink(const Selection &selection)
{
    return selection.subject() == Selection::Subject::Link ? Asked(HerdCommand::onLink(kind, selection.link()))
                                                           : std::nullopt;
}

template <Partition kind> Asked partition(const Selection &selection)
{
    constexpr bool takesServer = kind == Partition::Isolate || kind == Partition::Bridge;
    if (kind == Partition::Isolate && !isServer(selection))
        return {};
    return HerdCommand::cutInto(kind, takesServer && isServer(selection) ? selection.server() : ServerIndex::None);
}

template <Repair mode> Asked repair(const Selection &)
{
    return HerdCommand::setRepair(mode);
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
        QT_TRANSLATE_NOOP("ui::Actions", "Start the selected server"), onServer<Kind::Start> },
    { WindowCommand::Stop, Glyph::Stop, QT_TRANSLATE_NOOP("ui::Actions", "Stop"), "Shift+S",
        QT_TRANSLATE_NOOP("ui::Actions", "Stop the selected server: it answers what it can and forgets its table"),
        onServer<Kind::Stop> },
    { WindowCommand::Crash, Glyph::Crash, QT_TRANSLATE_NOOP("ui::Actions", "Crash"), "Shift+Del",
        QT_TRANSLATE_NOOP("ui::Actions", "Crash the selected server: every connection is reset, nothing is answered"),
        onServer<Kind::Crash> },
    { WindowCommand::Freeze, Glyph::Freeze, QT_TRANSLATE_NOOP("ui::Actions", "Freeze"), "Z",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Freeze the selected server: like a suspended process, it does and sends nothing, and its connections "
            "stay"),
        onServer<Kind::Freeze> },
    { WindowCommand::Thaw, Glyph::Thaw, QT_TRANSLATE_NOOP("ui::Actions", "Thaw"), "Shift+Z",
        QT_TRANSLATE_NOOP("ui::Actions", "Let the selected server continue where it was frozen"),
        onServer<Kind::Thaw> },
    { WindowCommand::Cut, Glyph::Cut, QT_TRANSLATE_NOOP("ui::Actions", "Cut"), "K",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut the selected link until it is healed"), onLink<Kind::Cut> },
    { WindowCommand::Heal, Glyph::Heal, QT_TRANSLATE_NOOP("ui::Actions", "Heal"), "H",
        QT_TRANSLATE_NOOP("ui::Actions", "Heal the selected link"), onLink<Kind::Heal> },
    { WindowCommand::HealAll, Glyph::HealAll, QT_TRANSLATE_NOOP("ui::Actions", "Heal all"), "Ctrl+Shift+H",
        QT_TRANSLATE_NOOP("ui::Actions", "End every cut and every fault, and thaw frozen servers"),
        ofHerd<Kind::HealAll> },
    { WindowCommand::ResetLink, Glyph::Reset, QT_TRANSLATE_NOOP("ui::Actions", "Reset link"), "R",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Reset the selected link's connection: both ends see it break, and dial again"),
        onLink<Kind::Reset> },
    { WindowCommand::Faults, Glyph::Fault, QT_TRANSLATE_NOOP("ui::Actions", "Faults..."), "D",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Show all faults, and add one to the selected link: latency, loss, and more") },
    { WindowCommand::PartitionHalves, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: halves"),
        "Ctrl+Shift+1",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut the first half of the servers from the second half, and heal other cuts"),
        partition<Partition::Halves> },
    { WindowCommand::PartitionIsolate, Glyph::Partition,
        QT_TRANSLATE_NOOP("ui::Actions", "Partition: isolate the selected server"), "Ctrl+Shift+2",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut every link of the selected server, and heal other cuts"),
        partition<Partition::Isolate> },
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
