// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/poller.h"

#include "herdcore/net/notifierpoller.h"

#include "tests/support/testmain.h"
#include "turns.h"
#include "watched.h"

#include <QTest>
#include <QTimer>

#include <vector>

using herdcore::net::Poller;
using netfixture::connectedPair, netfixture::someTurns, netfixture::turnUntil, netfixture::Watched;

class TestPoller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void reportsWhatIsAskedFor();
    void reportsAgainWhatIsLeft();
    void removesItself();
    void removesAnother();
    void aNewHandlerGetsNoOldCalls();
    void reportsTrouble_data();
    void reportsTrouble();
    void againOnce();
    void againIsDroppedByRemove();
    void againServesItselfForEver();
    void timersGetTheirTurn();
    void many();
    void theFallbackCanBeAskedFor();

private:
    std::unique_ptr<Poller> m_poller;
};

void TestPoller::initTestCase_data()
{
    QTest::addColumn<Poller::Kind>("kind");
    QTest::newRow("best") << Poller::Kind::Best;
    QTest::newRow("notifier") << Poller::Kind::Notifier;
}

void TestPoller::init()
{
    QFETCH_GLOBAL(Poller::Kind, kind);
    m_poller = Poller::create(kind);
}

void TestPoller::cleanup()
{
    m_poller.reset();
}

void TestPoller::reportsWhatIsAskedFor()
{
    Watched watched(*m_poller);
    watched.other.send("x");
    someTurns();
    QCOMPARE(watched.readable + watched.writable, 0);
    watched.whenReadable = [&] {
        watched.mine.received();
    };
    m_poller->setInterest(watched.fd, true, false);
    QVERIFY(turnUntil([&] { return watched.readable == 1; }));
    someTurns();
    QCOMPARE(watched.readable, 1);
    QCOMPARE(watched.writable, 0);
    watched.whenWritable = [&] {
        m_poller->setInterest(watched.fd, false, false);
    };
    m_poller->setInterest(watched.fd, true, true);
    QVERIFY(turnUntil([&] { return watched.writable == 1; }));
    watched.other.send("y");
    someTurns();
    QCOMPARE(watched.readable, 1);
    QCOMPARE(watched.writable, 1);
}

void TestPoller::reportsAgainWhatIsLeft()
{
    Watched watched(*m_poller);
    m_poller->setInterest(watched.fd, true, false);
    watched.other.send("x");
    QVERIFY(turnUntil([&] { return watched.readable >= 3; }));
}

void TestPoller::removesItself()
{
    Watched watched(*m_poller);
    watched.whenReadable = [&] {
        watched.leave();
    };
    m_poller->setInterest(watched.fd, true, true);
    watched.other.send("x");
    QVERIFY(turnUntil([&] { return watched.readable == 1; }));
    const int writable = watched.writable;
    someTurns();
    QCOMPARE(watched.readable, 1);
    QCOMPARE(watched.writable, writable);
}

void TestPoller::removesAnother()
{
    // Whichever is called first removes the other, which is ready too and gone for good.
    auto first = std::make_unique<Watched>(*m_poller);
    auto second = std::make_unique<Watched>(*m_poller);
    first->whenReadable = [&] {
        first->mine.received();
        second.reset();
    };
    second->whenReadable = [&] {
        second->mine.received();
        first.reset();
    };
    first->other.send("x");
    second->other.send("x");
    m_poller->setInterest(first->fd, true, false);
    m_poller->setInterest(second->fd, true, false);
    QVERIFY(turnUntil([&] { return !first || !second; }));
    someTurns();
    QCOMPARE((first ? first->readable : 0) + (second ? second->readable : 0), 1);
}

void TestPoller::aNewHandlerGetsNoOldCalls()
{
    // Both are ready; the first to be called closes the other and puts a new one, not ready, under the same number.
    Watched first(*m_poller), second(*m_poller);
    std::unique_ptr<Watched> reborn;
    netfixture::Pair spare = connectedPair();
    const auto replace = [&](Watched &caller, Watched &victim) {
        caller.mine.received();
        if (reborn)
            return;
        const int number = victim.fd;
        victim.leave();
        QCOMPARE(::dup2(spare.server, number), number);
        ::close(std::exchange(spare.server, -1));
        reborn = std::make_unique<Watched>(*m_poller); // its own pair, put aside for the reused number
        reborn->leave();
        reborn->mine = netfixture::RawSocket(number);
        reborn->fd = number;
        m_poller->add(number, reborn.get());
        m_poller->setInterest(number, true, false);
    };
    first.whenReadable = [&] {
        replace(first, second);
    };
    second.whenReadable = [&] {
        replace(second, first);
    };
    first.other.send("x");
    second.other.send("x");
    m_poller->setInterest(first.fd, true, false);
    m_poller->setInterest(second.fd, true, false);
    QVERIFY(turnUntil([&] { return reborn != nullptr; }));
    someTurns();
    QCOMPARE(reborn->readable, 0);
    spare.client.send("y");
    QVERIFY(turnUntil([&] { return reborn->readable > 0; }));
}

void TestPoller::reportsTrouble_data()
{
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("write");
    QTest::addColumn<bool>("asReadable");
    QTest::newRow("no interest") << false << false << true;
    QTest::newRow("read") << true << false << true;
    QTest::newRow("write") << false << true << false;
    QTest::newRow("both") << true << true << true;
}

void TestPoller::reportsTrouble()
{
    QFETCH(bool, read);
    QFETCH(bool, write);
    QFETCH(bool, asReadable);
    Watched watched(*m_poller);
    // Full, so that nothing but the trouble makes it writable.
    while (watched.mine.send(QByteArray(65536, 'x')) > 0) { }
    m_poller->setInterest(watched.fd, read, write);
    someTurns();
    QCOMPARE(watched.readable + watched.writable, 0);
    watched.whenReadable = watched.whenWritable = [&] {
        watched.leave();
    };
    watched.other.reset();
    QVERIFY(turnUntil([&] { return watched.readable + watched.writable > 0; }));
    if (!(read && write)) // with both asked for, either may come first
        QCOMPARE(watched.readable, asReadable ? 1 : 0);
}

void TestPoller::againOnce()
{
    Watched watched(*m_poller);
    m_poller->again(watched.fd);
    m_poller->again(watched.fd);
    QCOMPARE(watched.again, 0);
    QVERIFY(turnUntil([&] { return watched.again == 1; }));
    someTurns();
    QCOMPARE(watched.again, 1);
    m_poller->again(watched.fd);
    QVERIFY(turnUntil([&] { return watched.again == 2; }));
}

void TestPoller::againIsDroppedByRemove()
{
    Watched watched(*m_poller);
    m_poller->again(watched.fd);
    m_poller->remove(watched.fd);
    someTurns();
    QCOMPARE(watched.again, 0);
    m_poller->add(watched.fd, &watched);
    someTurns();
    QCOMPARE(watched.again, 0);
}

void TestPoller::againServesItselfForEver()
{
    // One that always has work left leaves the others and the event loop their turns.
    Watched busy(*m_poller), other(*m_poller);
    busy.whenAgain = [&] {
        m_poller->again(busy.fd);
    };
    m_poller->again(busy.fd);
    other.whenReadable = [&] {
        other.mine.received();
    };
    m_poller->setInterest(other.fd, true, false);
    QVERIFY(turnUntil([&] { return busy.again > 10; }));
    other.other.send("x");
    QVERIFY(turnUntil([&] { return other.readable > 0; }));
}

void TestPoller::timersGetTheirTurn()
{
    Watched watched(*m_poller);
    m_poller->setInterest(watched.fd, true, false); // and never reads
    watched.other.send("x");
    QVERIFY(turnUntil([&] { return watched.readable > 10; }));
    bool fired = false;
    QTimer::singleShot(1, this, [&] { fired = true; });
    QVERIFY(turnUntil([&] { return fired; }));
}

void TestPoller::many()
{
    std::vector<std::unique_ptr<Watched>> all(300);
    int done = 0;
    for (auto &one : all) {
        one = std::make_unique<Watched>(*m_poller);
        one->whenReadable = [&done, watched = one.get()] {
            watched->mine.received();
            ++done;
        };
        m_poller->setInterest(one->fd, true, false);
        one->other.send("x");
    }
    QVERIFY(turnUntil([&] { return done == 300; }));
    for (const auto &one : all)
        QCOMPARE(one->readable, 1);
}

void TestPoller::theFallbackCanBeAskedFor()
{
    const auto isFallback = [](const std::unique_ptr<Poller> &poller) {
        return dynamic_cast<herdcore::net::NotifierPoller *>(poller.get()) != nullptr;
    };
    QFETCH_GLOBAL(Poller::Kind, kind);
    QCOMPARE(isFallback(m_poller), kind == Poller::Kind::Notifier);
    qputenv("HERDSCOPE_POLLER", "notifier");
    m_poller = Poller::create(kind);
    qunsetenv("HERDSCOPE_POLLER");
    QVERIFY(isFallback(m_poller));
}

HERD_TEST(TestPoller)
#include "tst_poller.moc"
