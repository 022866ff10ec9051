// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/externalcommand.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::herd;
using namespace herdcore::profile;
using herdcore::base::ServerIndex, herdcore::base::ServerName;

class ExternalCommandTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fillsIn_data();
    void fillsIn();
    void runsWhereAndWithWhatTheProfileSays();
    void knowsWhosePortItIs();
};

void ExternalCommandTest::fillsIn_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &command, const QString &expected) {
        QTest::newRow(name) << command.split(u' ') << expected.split(u' ');
    };
    row("plain", QStringLiteral("python3 server.py"), QStringLiteral("python3 server.py"));
    row("itself", QStringLiteral("{name} x{host}:{port}y"), QStringLiteral("B x::1:8001y"));
    row("once for each neighbour", QStringLiteral("s --peer={neighbour}={neighbour_host}:{neighbour_port} {name}"),
        QStringLiteral("s --peer=A=127.0.0.1:8000 --peer=C=127.0.0.1:8002 B"));
    row("itself among neighbours", QStringLiteral("{name}-{neighbour}:{port}"), QStringLiteral("B-A:8001 B-C:8001"));
    row("other braces", QStringLiteral("{} {x} {Name} {{name}}"), QStringLiteral("{} {x} {Name} {B}"));
    QTest::newRow("empty") << QStringList() << QStringList();
    QTest::newRow("blanks stay one word")
        << QStringList{ QStringLiteral("a b"), QString() } << QStringList{ QStringLiteral("a b"), QString() };
}

void ExternalCommandTest::fillsIn()
{
    QFETCH(QStringList, command);
    QFETCH(QStringList, expected);
    Profile profile;
    for (const char *name : { "A", "B", "C" })
        profile.servers.push_back({ ServerName(name) });
    profile.servers[1].host = QStringLiteral("::1");
    profile.servers[1].external = { DialectKind::At, command };
    profile.links = { { ServerIndex{ 0 }, ServerIndex{ 1 } }, { ServerIndex{ 1 }, ServerIndex{ 2 } } };
    QCOMPARE(externalCommand(profile, {}, ServerIndex{ 1 }, { 8000, 8001, 8002 }).words, expected);
}

void ExternalCommandTest::runsWhereAndWithWhatTheProfileSays()
{
    Profile profile;
    profile.folder = QStringLiteral("/herds");
    profile.servers.push_back({ ServerName("A"), 1, QStringLiteral("127.0.0.1"),
        ExternalServer{ DialectKind::At, { QStringLiteral("s") } } });
    const auto command = [&profile] {
        return externalCommand(profile, {}, ServerIndex{ 0 }, { 8000 });
    };
    QCOMPARE(command().folder, QStringLiteral("/herds"));
    profile.servers[0].external->cwd = QStringLiteral("of/{name}");
    QCOMPARE(command().folder, QStringLiteral("/herds/of/A"));
    profile.servers[0].external->cwd = QStringLiteral("/elsewhere");
    QCOMPARE(command().folder, QStringLiteral("/elsewhere"));
    profile.servers[0].external->env = { { QStringLiteral("PORT"), QStringLiteral("{port}") } };
    QCOMPARE(command().environment.value(QStringLiteral("PORT")), QStringLiteral("8000"));
}

void ExternalCommandTest::knowsWhosePortItIs()
{
    ServerProfile server;
    QVERIFY(hasMovablePort(server));
    server.external.emplace();
    QVERIFY(!hasMovablePort(server));
    server.external->command = { QStringLiteral("server"), QStringLiteral("--port={port}") };
    QVERIFY(hasMovablePort(server));
}

HERD_TEST(ExternalCommandTest)
#include "tst_externalcommand.moc"
