// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/portcheck.h"
#include "herdcore/profile/profile.h"
#include "tests/support/testmain.h"

#include <QTcpServer>
#include <QTest>

#include <set>

using namespace herdcore::herd;
using namespace herdcore::profile;
using herdcore::base::Reason;
using herdcore::base::ServerIndex;
using herdcore::base::ServerName;

namespace {

ServerProfile server(const char *name, quint16 port, const QString &host = QStringLiteral("127.0.0.1"))
{
    return { ServerName(name), port, host };
}

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

Profile twoServers()
{
    Profile profile;
    profile.servers = { server("Hill", 12205), server("Smith", 12206) };
    profile.links = { { ServerIndex{ 0 }, ServerIndex{ 1 } } };
    return profile;
}

} // namespace

// All problems at once, whereas parseProfile reports the first.
class TestProfileProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rightOnesHaveNone_data();
    void rightOnesHaveNone();
    void allAreTold_data();
    void allAreTold();
    void thePlaceLeadsToTheServer();
    void portsAreTried();
};

void TestProfileProblems::rightOnesHaveNone_data()
{
    QTest::addColumn<Profile>("profile");
    for (const QString &name : builtInProfileNames())
        QTest::addRow("%s", qPrintable(name)) << loadProfile(name).value();
    QTest::newRow("two servers") << twoServers();
}

void TestProfileProblems::rightOnesHaveNone()
{
    QFETCH(Profile, profile);
    QVERIFY(problemsOf(profile).empty());
}

void TestProfileProblems::allAreTold_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<QStringList>("paths");
    const auto row = [](const char *name, auto change, const QStringList &paths) {
        Profile profile = twoServers();
        change(profile);
        QTest::newRow(name) << profile << paths;
    };
    row("no servers", [](Profile &p) { p.servers.clear(), p.links.clear(); }, { s("servers") });
    row("501 servers",
        [](Profile &p) {
            for (quint16 i = 2; i < 501; ++i)
                p.servers.push_back(server(qPrintable(QString::number(i)), i));
        },
        { s("servers") });
    row("equal names", [](Profile &p) { p.servers[1].name = ServerName("Hill"); }, { s("servers[1].name") });
    row("no name", [](Profile &p) { p.servers[0].name = ServerName(""); }, { s("servers[0].name") });
    row("equal ports", [](Profile &p) { p.servers[1].port = 12205; }, { s("servers[1].port") });
    row("no address", [](Profile &p) { p.servers[0].host = s("localhost"); }, { s("servers[0].host") });
    row("one file for all", [](Profile &p) { p.logPattern = s("all.log"); }, { s("log") });
    row("no file", [](Profile &p) { p.logPattern.clear(); }, { s("log") });
    row("everything",
        [](Profile &p) {
            p.servers = { server("a b", 1, s("x")), server("a b", 1, s("x")), server("/", 2) };
            p.logPattern = s("../{server}");
        },
        { s("servers[0].name"), s("servers[0].host"), s("servers[1].name"), s("servers[1].name"), s("servers[1].host"),
            s("servers[1].port"), s("servers[2].name"), s("log") });
    row("names equal in lower case",
        [](Profile &p) {
            p.servers[1].name = ServerName("hill");
            p.logLowerCase = true;
        },
        { s("log") });
}

void TestProfileProblems::allAreTold()
{
    QFETCH(Profile, profile);
    QFETCH(QStringList, paths);
    QStringList found;
    for (const ProfileProblem &problem : problemsOf(profile)) {
        found += problem.path;
        QVERIFY(!problem.what.isEmpty());
    }
    QCOMPARE(found, paths);
}

void TestProfileProblems::thePlaceLeadsToTheServer()
{
    const QString none;
    QCOMPARE((ProfileProblem{ QStringLiteral("servers[12].port"), none }.server()), ServerIndex{ 12 });
    QVERIFY(!(ProfileProblem{ QStringLiteral("servers"), none }.server()));
    QVERIFY(!(ProfileProblem{ QStringLiteral("log"), none }.server()));
    QVERIFY(!(ProfileProblem{ none, none }.server()));
}

void TestProfileProblems::portsAreTried()
{
    const QString loopback = QStringLiteral("127.0.0.1");
    QTcpServer taker;
    QVERIFY(taker.listen(QHostAddress::LocalHost));
    const quint16 port = taker.serverPort();
    QCOMPARE(tryPort(loopback, port), Reason::PortTaken);
    taker.close();
    QCOMPARE(tryPort(loopback, port), Reason::None);
    QVERIFY(taker.listen(QHostAddress::LocalHost, port)); // the attempt has left it free
    QCOMPARE(tryPort(QStringLiteral("192.0.2.1"), port), Reason::AddressUnavailable);
}

HERD_TEST(TestProfileProblems)
#include "tst_profileproblems.moc"
