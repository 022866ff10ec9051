// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/fulldisk.h"
#include "tests/host/journalstage.h"
#include "tests/support/testmain.h"

using namespace herdcore;
using namespace herdtest;

// What the user has forgotten, and the journal of its server.
class ForgottenJournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_file.isGone()); }
    void staysForgotten();
    void forgottenWhileTheJournalFails();
    void aClockThatIsAheadIsToldAgain();

private:
    JournalFile m_file;
};

// Also when it has been rewritten, and what was forgotten is told by somebody else.
void ForgottenJournalTest::staysForgotten()
{
    JournalStage stage(m_file.path());
    stage.ask(iAmAt("kiwi", 90) + iAmAt("owl", 90), 2);
    const QByteArray told = stage.client.received().split('\n').first();
    stage.server->forget(ClientId("kiwi"));
    QVERIFY(m_file.content().contains(" FORGET ")); // once it has returned
    stage.server->forget(ClientId("kiwi"));
    QCOMPARE(m_file.content().count(" FORGET "), 1);
    stage.server->crash();
    for (int run = 0; run < 3; ++run) {
        stage.server.reset();
        host::HostConfig config = configOf(hill);
        config.journal = m_file.path();
        stage.start(config);
        QTRY_COMPARE(stage.count(EventKind::JournalRead), run + 2);
        QVERIFY(!stage.server->node().table().contains(ClientId("kiwi")));
        QVERIFY(stage.server->node().table().contains(ClientId("owl")));
        const RawSocket neighbour = RawSocket::connectedTo(stage.server->port());
        neighbour.send(QByteArray(told + '\n'));
        QTRY_COMPARE(stage.ground.log.lines(hill, { EventKind::Duplicate }).size(), run + 1);
        QVERIFY(!stage.server->node().table().contains(ClientId("kiwi")));
        if (run == 0) // so much that it is rewritten, and lacks the record
            stage.ask(manyLines(1'200, QByteArray(1'000, 'c')), 1'200);
        QTRY_VERIFY(!m_file.content().contains(" kiwi "));
        QCOMPARE(m_file.content().count(" FORGET "), 1);
        stage.server->crash();
    }
    QVERIFY(stage.ground.log.has("Hill: duplicate (forgotten by the user)"));
}

void ForgottenJournalTest::forgottenWhileTheJournalFails()
{
    JournalStage stage(m_file.path());
    stage.ask(iAmAt("kiwi", 90) + iAmAt("owl", 90), 2);
    {
        const FullDisk disk(m_file.content().size() + 10);
        stage.server->forget(ClientId("kiwi"));
        QCOMPARE(stage.count(EventKind::JournalFailed), 1);
    }
    QTRY_COMPARE_WITH_TIMEOUT(stage.count(EventKind::JournalResumed), 1, 20'000);
    stage.server->crash();
    QCOMPARE(clientsIn(m_file.path()), QSet<QByteArray>{ "owl" });
}

// What nobody could do anything about for a year.
void ForgottenJournalTest::aClockThatIsAheadIsToldAgain()
{
    m_file.put(header() + journalLine(record("kiwi", 2'000'000'000)));
    JournalStage stage(m_file.path());
    QTRY_COMPARE(stage.count(EventKind::FutureTime), 1);
}

HERD_TEST(ForgottenJournalTest)
#include "tst_forgottenjournal.moc"
