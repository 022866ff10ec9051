// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/panels.h"

#include "ui/faults/faultspanel.h"
#include "ui/inject/injector.h"
#include "ui/lists/clientlist.h"
#include "ui/lists/selectionpanel.h"
#include "ui/lists/serverlist.h"
#include "ui/log/eventdetails.h"
#include "ui/log/logpanel.h"
#include "ui/log/messagespanel.h"

#include <QCoreApplication>

namespace ui {

namespace {

void writeToSelected(QWidget &panel, const Selection &selection)
{
    auto &injector = static_cast<Injector &>(panel);
    if (selection.subject() == Selection::Subject::Server)
        injector.setServer(selection.server());
    injector.focusLine();
}

void chooseKind(QWidget &panel, const Selection &)
{
    static_cast<FaultsPanel &>(panel).form().focusKind();
}

const PanelRow rows[] = {
    { .name = "servers",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Servers"),
        .area = Qt::LeftDockWidgetArea,
        .heightPercent = 25,
        .make = [](const PanelContext &at) -> QWidget * {
            return new ServerList(at.follower, at.selection, at.actions.forServer());
        } },
    { .name = "clients",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Clients"),
        .area = Qt::LeftDockWidgetArea,
        .tabOfCompact = "servers",
        .heightPercent = 33,
        .make = [](const PanelContext &at) -> QWidget * {
            return new ClientList(at.follower, at.selection, at.actions.forClient());
        } },
    { .name = "details",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Details"),
        .area = Qt::RightDockWidgetArea,
        .tabOfCompact = "faults",
        .heightPercent = 33,
        .make = [](const PanelContext &at) -> QWidget * {
            return new SelectionPanel(
                at.follower, at.selection, at.actions, new EventDetails(at.follower, at.selection));
        } },
    { .name = "injector",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Injector"),
        .area = Qt::RightDockWidgetArea,
        .heightPercent = 67,
        .scrolls = true,
        .commands = true,
        .shownBy = WindowCommand::InjectHere,
        .whenShown = writeToSelected,
        .make = [](const PanelContext &at) -> QWidget * {
            return new Injector(at.control, at.follower);
        } },
    { .name = "faults",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Faults"),
        .area = Qt::RightDockWidgetArea,
        .tabOfWide = "injector",
        .tabOfCompact = "injector",
        .scrolls = true,
        .commands = true,
        .shownBy = WindowCommand::Faults,
        .whenShown = chooseKind,
        .make = [](const PanelContext &at) -> QWidget * {
            return new FaultsPanel(at.control, at.follower, at.selection, at.actions);
        } },
    { .name = "messages",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Messages"),
        .area = Qt::BottomDockWidgetArea,
        .heightPercent = 34,
        .make = [](const PanelContext &at) -> QWidget * {
            return new MessagesPanel(at.follower, at.selection);
        } },
    { .name = "logs",
        .title = QT_TRANSLATE_NOOP("ui::Panels", "Logs"),
        .area = Qt::BottomDockWidgetArea,
        .tabOfWide = "messages",
        .tabOfCompact = "messages",
        .make = [](const PanelContext &at) -> QWidget * {
            return new LogPanel(at.follower, at.selection);
        } },
};

} // namespace

std::span<const PanelRow> panelRows()
{
    return rows;
}

} // namespace ui
