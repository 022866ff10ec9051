// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/host/hostfixture.h"
#include "tests/host/journalfile.h"

#include <QSet>

namespace herdtest {

using namespace herdcore;

inline QByteArray iAmAt(const QByteArray &client, int seconds)
{
    return "IAMAT " + client + " +34-118 " + QByteArray::number(seconds) + '\n';
}

// A server with a journal, and one client that talks to it.
struct JournalStage {
    Ground ground;
    std::unique_ptr<host::ServerHost> server;
    RawSocket client;

    explicit JournalStage(const QString &journal, bool sync = false)
    {
        host::HostConfig config = configOf(hill);
        config.journal = journal;
        config.journalSync = sync;
        start(config);
    }
    void start(const host::HostConfig &config)
    {
        server = ground.host(config);
        if (!server->start())
            qFatal("it does not listen");
        client = RawSocket::connectedTo(server->port());
    }
    [[nodiscard]] int count(EventKind kind) const { return ground.log.count(hill, kind); }
    [[nodiscard]] std::int32_t counted(EventKind kind) const // by the last event of that kind
    {
        std::int32_t count = -1;
        for (const Event &event : ground.log.of(hill))
            count = event.kind == kind ? event.count : count;
        return count;
    }
    // Sends it, and waits for that many answers in all.
    void ask(const QByteArray &lines, qsizetype answers)
    {
        qsizetype sent = 0;
        QTRY_VERIFY_WITH_TIMEOUT(
            (sent += std::max<qsizetype>(client.send(lines.sliced(sent)), 0)) == lines.size(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(client.received().count('\n') >= answers, 60'000);
    }
};

inline QSet<QByteArray> clientsIn(const QString &path)
{
    Journal journal(path);
    QSet<QByteArray> clients;
    for (const Record &one : contentsOf(journal).records)
        clients.insert(one.client.bytes());
    return clients;
}

inline QByteArray manyLines(int count, const QByteArray &prefix = "client")
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += iAmAt(prefix + QByteArray::number(i), 90);
    return lines;
}

} // namespace herdtest
