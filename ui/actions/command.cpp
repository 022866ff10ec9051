// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/actions/command.h"

#include <QCoreApplication>

namespace ui {

namespace {

constexpr std::array<CommandRow, commandCount> rows{ {
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
    { Command::Freeze, Glyph::Freeze, QT_TRANSLATE_NOOP("ui::Actions", "Freeze"), "Z",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Freeze the selected server: as a stopped process, it does and says nothing, and its connections stay") },
    { Command::Thaw, Glyph::Thaw, QT_TRANSLATE_NOOP("ui::Actions", "Thaw"), "Shift+Z",
        QT_TRANSLATE_NOOP("ui::Actions", "Let the selected server go on where it was frozen") },
    { Command::Cut, Glyph::Cut, QT_TRANSLATE_NOOP("ui::Actions", "Cut"), "K",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut the selected link until it is healed") },
    { Command::Heal, Glyph::Heal, QT_TRANSLATE_NOOP("ui::Actions", "Heal"), "H",
        QT_TRANSLATE_NOOP("ui::Actions", "Heal the selected link") },
    { Command::HealAll, Glyph::HealAll, QT_TRANSLATE_NOOP("ui::Actions", "Heal all"), "Ctrl+Shift+H",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "End every fault: links that were cut or disturbed, and servers that were frozen") },
    { Command::ResetLink, Glyph::Reset, QT_TRANSLATE_NOOP("ui::Actions", "Reset link"), "R",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Reset the selected link's connection: both ends see it break, and dial again") },
    { Command::Faults, Glyph::Fault, QT_TRANSLATE_NOOP("ui::Actions", "Faults..."), "D",
        QT_TRANSLATE_NOOP("ui::Actions", "Show all faults, and disturb the selected link: latency, loss, and more") },
    { Command::PartitionHalves, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: halves"), "Ctrl+Shift+1",
        QT_TRANSLATE_NOOP(
            "ui::Actions", "Cut the first half of the servers from the second half, and heal other cuts") },
    { Command::PartitionIsolate, Glyph::Partition,
        QT_TRANSLATE_NOOP("ui::Actions", "Partition: isolate the selected server"), "Ctrl+Shift+2",
        QT_TRANSLATE_NOOP("ui::Actions", "Cut every link of the selected server, and heal other cuts") },
    { Command::PartitionBridge, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: bridge"), "Ctrl+Shift+3",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Two halves that meet in one server only, the selected one or the middle one; heals other cuts") },
    { Command::PartitionRing, Glyph::Partition, QT_TRANSLATE_NOOP("ui::Actions", "Partition: ring of majorities"),
        "Ctrl+Shift+4",
        QT_TRANSLATE_NOOP("ui::Actions", "Every server keeps a majority and no two the same one; heals other cuts") },
    { Command::RepairNone, Glyph::Repair, QT_TRANSLATE_NOOP("ui::Actions", "Repair: none"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "A server that was away hears only of what comes after") },
    { Command::RepairPush, Glyph::Repair, QT_TRANSLATE_NOOP("ui::Actions", "Repair: push"), "",
        QT_TRANSLATE_NOOP("ui::Actions", "A server that was away is sent what it has missed from its neighbours") },
    { Command::RepairSync, Glyph::Repair, QT_TRANSLATE_NOOP("ui::Actions", "Repair: sync"), "",
        QT_TRANSLATE_NOOP("ui::Actions",
            "Servers compare what they know at each new link and from time to time, and fetch what they lack") },
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
} };
static_assert([] {
    for (int i = 0; i < commandCount; ++i) {
        if (rows[static_cast<size_t>(i)].command != static_cast<Command>(i))
            return false;
    }
    return true;
}());

} // namespace

const std::array<CommandRow, commandCount> &commandRows()
{
    return rows;
}

} // namespace ui
