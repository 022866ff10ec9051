// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"
#include "herdcore/observe/logcursor.h"
#include "herdcore/observe/words.h"
#include "tests/herd/herdevent.h"

#include <QByteArrayList>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

// A herd of the six links on ports of the system's choice, and its log to ask questions about.
namespace herdtest {

constexpr ServerIndex hill{ 0 };
constexpr ServerIndex jaquez{ 1 };
constexpr ServerIndex smith{ 2 };
constexpr ServerIndex campbell{ 3 };
constexpr ServerIndex singleton{ 4 };
constexpr auto everybody = { hill, jaquez, smith, campbell, singleton };

inline herdcore::profile::Profile sixLinks(const std::vector<quint16> &ports = { 0, 0, 0, 0, 0 })
{
    auto profile = herdcore::profile::loadProfile(QStringLiteral("herdscope"));
    if (!profile)
        qFatal("no profile");
    for (std::size_t i = 0; i < ports.size(); ++i)
        profile.value().servers[i].port = ports[i];
    return profile.value();
}

class HerdFixture
{
public:
    explicit HerdFixture(
        const herdcore::profile::Profile &profile = sixLinks(), const herdcore::herd::HerdOptions &options = {})
        : herd(std::make_unique<herdcore::herd::Herd>(profile, options))
    { }

    std::unique_ptr<herdcore::herd::Herd> herd;

    using Wanted = std::function<bool(const Event &)>;
    [[nodiscard]] std::vector<Event> events(const Wanted &wanted = {}) const
    {
        std::vector<Event> found;
        herdcore::observe::LogCursor(herd->log()).readToEnd([&](const EventView &view) {
            if (const Event event(view); !wanted || wanted(event))
                found.push_back(event);
        });
        return found;
    }
    [[nodiscard]] std::vector<Event> events(EventKind kind) const
    {
        return events([kind](const Event &event) { return event.kind == kind; });
    }
    [[nodiscard]] int count(EventKind kind) const { return static_cast<int>(events(kind).size()); }
    [[nodiscard]] int count(ServerIndex server, EventKind kind) const
    {
        return static_cast<int>(
            events([&](const Event &event) { return event.server == server && event.kind == kind; }).size());
    }
    // "2 sent": what happened, for a failure's message and for comparing what happened.
    [[nodiscard]] QByteArrayList words() const
    {
        QByteArrayList lines;
        for (const Event &event : events()) {
            lines.append(QByteArray::number(herdcore::base::number(event.server)) + ' '
                + herdcore::observe::inWords(event.kind).toByteArray());
        }
        return lines;
    }

    // How often each end of each link has come up, in all.
    [[nodiscard]] bool hasLinkUps(int ends) const { return count(EventKind::LinkUp) == ends; }
    // Whether these, and only these, have learnt of the client.
    [[nodiscard]] bool haveLearnt(const QByteArray &client, std::vector<ServerIndex> who) const
    {
        std::vector<ServerIndex> knowing;
        for (const Event &event : events(EventKind::Learned)) {
            if (event.client == client)
                knowing.push_back(event.server);
        }
        std::sort(knowing.begin(), knowing.end());
        return knowing == who;
    }
    void report(ServerIndex to, const QByteArray &client) const
    {
        herd->send(to, { "IAMAT " + client + " +34-118 90\n" });
    }
    [[nodiscard]] QByteArray answer(ConnectionId conversation) const
    {
        QByteArrayList lines;
        for (const Event &event : events(EventKind::UserReceived)) {
            if (event.connection == conversation)
                lines.append(event.text);
        }
        return lines.join('\n');
    }
    [[nodiscard]] bool hasEnded(ConnectionId conversation) const
    {
        return !events([&](const Event &event) {
            return event.kind == EventKind::UserEnded && event.connection == conversation;
        }).empty();
    }
    // Where a server listens, from the last time that it began to.
    [[nodiscard]] quint16 port(ServerIndex server) const
    {
        quint16 port = 0;
        for (const Event &event : events(EventKind::ServerListening)) {
            if (event.server == server)
                port = event.text.mid(event.text.indexOf(' ') + 1).toUShort();
        }
        return port;
    }
};

} // namespace herdtest
