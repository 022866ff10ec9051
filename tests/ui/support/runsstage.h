// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/logcursor.h"
#include "ui/window/runs.h"

#include <QTemporaryDir>
#include <QTest>

namespace uitest {

using namespace ui;
using namespace herdcore::herd;
using namespace herdcore::profile;
using herdcore::base::EventId;
using herdcore::base::EventKind;
using herdcore::base::ServerIndex;

inline Profile builtIn(const QString &name, const std::vector<quint16> &ports = {})
{
    Profile profile = loadProfile(name).value();
    for (std::size_t i = 0; i < profile.servers.size(); ++i)
        profile.servers[i].port = i < ports.size() ? ports[i] : quint16{ 0 };
    return profile;
}

inline bool allListen(Run &run)
{
    for (std::size_t i = 0; i < run.profile().servers.size(); ++i) {
        if (run.follower().state().server(static_cast<ServerIndex>(i)).state != herdcore::state::ServerState::Listening)
            return false;
    }
    return true;
}

inline std::vector<quint16> portsOf(Run &run)
{
    std::vector<quint16> ports;
    for (std::size_t i = 0; i < run.profile().servers.size(); ++i)
        ports.push_back(static_cast<quint16>(
            run.follower().state().server(static_cast<ServerIndex>(i)).endpoint.section(u' ', 1).toUShort()));
    return ports;
}

inline int count(const Run &run, EventKind kind)
{
    int found = 0;
    herdcore::observe::LogCursor(run.follower().log()).readToEnd([&](const auto &event) {
        found += event.kind == kind ? 1 : 0;
    });
    return found;
}

inline QAction *find(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text().contains(text))
            return action;
        if (QAction *inner = action->menu() ? find(*action->menu(), text) : nullptr)
            return inner;
    }
    return nullptr;
}

// A program with its first herd running.
struct Stage {
    QTemporaryDir dir;
    Runs runs;

    explicit Stage(const QString &first = QStringLiteral("herdscope"))
        : runs(options(), SettingsStore(SettingsStore::Kind::Forgetful))
    {
        Run &run = runs.begin(builtIn(first));
        run.window().resize(1000, 700);
        run.window().show();
        run.control().apply(herdcore::control::Command::ofHerd(herdcore::control::Command::Kind::StartAll));
        QTRY_VERIFY(allListen(run));
    }
    [[nodiscard]] HerdOptions options() const
    {
        HerdOptions options;
        options.logDir = dir.path();
        return options;
    }
    void settle(const QString &name)
    {
        QTRY_VERIFY(!runs.isSwitching());
        QCOMPARE(runs.current().profile().name, name);
        QTRY_VERIFY(allListen(runs.current()));
    }
    void send(const QByteArray &line)
    {
        runs.current().control().send(ServerIndex{ 0 }, { line + '\n', 1, true });
        QTRY_VERIFY(count(runs.current(), EventKind::UserEnded) > 0);
    }
};

} // namespace uitest
