// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/peerlink.h"
#include "tests/host/hostfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdtest;
using base::ConnectionId, base::FaultNumber, base::EventId;
using host::PeerLink;

namespace {

// Records every call, with a clock that the test sets.
class Notes final : public PeerLink::Host
{
public:
    QByteArrayList calls;
    std::int64_t clockNs = 0;
    bool hasDescriptor = true;

    ConnectionId dial(const PeerLink &, bool forOneMessage) override
    {
        calls.append(forOneMessage ? "dial for one" : "dial");
        return ConnectionId{ ++m_lastConnection };
    }
    bool callBack(const PeerLink &) override
    {
        calls.append("call back");
        return hasDescriptor;
    }
    void logLink(const PeerLink &, EventKind, Reason) override { }
    EventId logLine(const PeerLink &, const PeerLink::Line &line, EventKind kind, Reason, ConnectionId) override
    {
        calls.append((kind == EventKind::LineSent ? "log sent " : "log lost ") + line.bytes);
        return EventId{ ++m_lastEvent };
    }
    void logImpairment(const PeerLink &, EventKind, const host::LinkImpairment &) override { }
    void sendLine(ConnectionId, const QByteArray &line) override { calls.append("write " + line); }
    void sendPiece(ConnectionId, const QByteArray &piece) override { calls.append("piece " + piece); }
    void finishWriting(ConnectionId) override { calls.append("finish"); }
    void onReachedAgain(const PeerLink &) override { }
    void onLinkFull(const PeerLink &) override { calls.append("full"); }
    void onLinkRoom(const PeerLink &) override { calls.append("room"); }
    [[nodiscard]] std::int64_t nowNs() const override { return clockNs; }
    [[nodiscard]] base::Timers &timers() override { return m_timers; }

private:
    host::EventLoopTimers m_timers;
    std::uint64_t m_lastConnection = 100;
    std::uint64_t m_lastEvent = 0;
};

struct Link {
    host::HostConfig config = configOf(hill, { { jaquez, 1 } });
    Notes notes;
    std::unique_ptr<PeerLink> link;

    explicit Link(bool isPersistent = true)
        : link(PeerLink::create(neighbour(isPersistent), config.node, config.limits, notes))
    {
        if (isPersistent)
            link->onBound(ConnectionId{ 1 });
    }
    host::NeighbourAddress neighbour(bool isPersistent)
    {
        config.neighbours[0].neighbour.isPersistent = isPersistent;
        return config.neighbours[0];
    }
    void impair(int number, const QByteArray &words)
    {
        link->sender().impair(
            host::LinkImpairment::from(FaultNumber{ number }, *base::impairmentFromWords(words), notes.clockNs));
    }
};

} // namespace

class PeerLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offMeansOff_data();
    void offMeansOff();
    void reportsWhenItIsFullAndWhenNot();
    void piecesFillItToo();
    void isNotFullOnceItIsCut();
    void callsBackOnceThereIsADescriptor();
};

void PeerLinkTest::offMeansOff_data()
{
    QTest::addColumn<bool>("isPersistent");
    QTest::newRow("one connection") << true;
    QTest::newRow("one-shot connections") << false;
}

// After every fault has come and gone, each line makes the very calls that it makes on a link that was never touched:
// one write at once, from inside send().
void PeerLinkTest::offMeansOff()
{
    QFETCH(bool, isPersistent);
    QByteArrayList untouched;
    for (const bool isTouched : { false, true }) {
        Link one(isPersistent);
        if (isTouched) {
            int number = 0;
            for (const char *words : { "latency 9s jitter 1s", "bandwidth 1B/s", "black-hole", "slices 1B", "drop",
                     "duplicate", "reorder", "hold" }) {
                one.impair(++number, words);
                one.link->send({ "meanwhile" });
                one.link->sender().end(FaultNumber{ number });
            }
            one.notes.clockNs += 1;
            QVERIFY(one.link->sender().isOff());
            one.link->onClosed(ConnectionId{ 999 }, Reason::PeerClosed);
        }
        one.notes.calls.clear();
        for (const char *line : { "a", "b", "c" })
            one.link->send({ line });
        if (!isTouched)
            untouched = one.notes.calls;
        QCOMPARE(one.notes.calls, untouched);
    }
    if (isPersistent)
        QCOMPARE(
            untouched, (QByteArrayList{ "log sent a", "write a", "log sent b", "write b", "log sent c", "write c" }));
    else
        QCOMPARE(untouched, (QByteArrayList{ "dial for one", "dial for one", "dial for one" }));
}

void PeerLinkTest::reportsWhenItIsFullAndWhenNot()
{
    Link one;
    one.config.limits.neighbourUnsentBytes = 100;
    one.impair(1, "hold");
    const QByteArray line(49, 'x');
    for (int i = 0; i < 4; ++i)
        one.link->send({ line });
    QCOMPARE(one.notes.calls.count("full"), 1);
    QCOMPARE(one.notes.calls.indexOf("full"), 3); // after the third was logged as sent
    QVERIFY(one.link->sender().isFull());
    one.link->sender().release(2);
    QCOMPARE(one.notes.calls.count("room"), 0); // 100 bytes are left, 50 are room
    one.link->sender().release(1);
    QCOMPARE(one.notes.calls.count("room"), 1);
    QVERIFY(!one.link->sender().isFull());
}

void PeerLinkTest::piecesFillItToo()
{
    Link one;
    one.config.limits.neighbourUnsentBytes = 100;
    one.impair(1, "slices 1B");
    for (int i = 0; i < 3; ++i)
        one.link->send({ QByteArray(49, 'x') });
    QVERIFY(one.link->sender().isFull());
    one.link->sender().end(FaultNumber{ 1 });
    QCOMPARE(one.notes.calls.count("room"), 1);
    QVERIFY(one.link->sender().isOff());
}

void PeerLinkTest::isNotFullOnceItIsCut()
{
    for (const bool isPersistent : { true, false }) {
        Link one(isPersistent);
        one.config.limits.neighbourUnsentBytes = 100;
        one.impair(1, "hold");
        for (int i = 0; i < 3; ++i)
            one.link->send({ QByteArray(49, 'x') });
        QVERIFY(one.link->sender().isFull());
        one.link->cut();
        QVERIFY(!one.link->sender().isFull());
        QCOMPARE(one.notes.calls.count("room"), 1); // or its server would wait for ever
    }
}

void PeerLinkTest::callsBackOnceThereIsADescriptor()
{
    Link one;
    one.notes.hasDescriptor = false;
    one.link->callBack();
    QTRY_VERIFY(one.notes.calls.count("call back") >= 3);
    one.notes.hasDescriptor = true;
    const qsizetype calls = one.notes.calls.count("call back");
    QTRY_COMPARE(one.notes.calls.count("call back"), calls + 1);
    QTest::qWait(250);
    QCOMPARE(one.notes.calls.count("call back"), calls + 1);
    one.notes.hasDescriptor = false;
    one.link->callBack();
    one.link->cut();
    QTest::qWait(250);
    QCOMPARE(one.notes.calls.count("call back"), calls + 2);
}

HERD_TEST(PeerLinkTest)
#include "tst_peerlink.moc"
