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

// Writes down every call, with a hand clock.
class Notes final : public PeerLink::Host
{
public:
    QByteArrayList calls;
    std::int64_t clockNs = 0;

    ConnectionId dial(const PeerLink &, bool forOneMessage) override
    {
        calls.append(forOneMessage ? "dial for one" : "dial");
        return ConnectionId{ ++m_lastConnection };
    }
    void observeLink(const PeerLink &, EventKind, Reason) override { }
    EventId observeLine(const PeerLink &, const PeerLink::Line &line, EventKind kind, Reason, ConnectionId) override
    {
        calls.append((kind == EventKind::LineSent ? "say sent " : "say lost ") + line.bytes);
        return EventId{ ++m_lastEvent };
    }
    void observeFault(const PeerLink &, EventKind, const host::GateFault &) override { }
    void sendLine(ConnectionId, const QByteArray &line) override { calls.append("write " + line); }
    void sendPiece(ConnectionId, const QByteArray &piece) override { calls.append("piece " + piece); }
    void finishWriting(ConnectionId) override { calls.append("finish"); }
    void onReachedAgain(const PeerLink &) override { }
    void onGateFull(const PeerLink &) override { calls.append("full"); }
    void onGateRoom(const PeerLink &) override { calls.append("room"); }
    [[nodiscard]] std::int64_t nowNs() const override { return clockNs; }

private:
    std::uint64_t m_lastConnection = 100;
    std::uint64_t m_lastEvent = 0;
};

struct Link {
    host::HostConfig config = configOf(hill, { { jaquez, 1 } });
    Notes notes;
    PeerLink link;

    explicit Link(bool isPersistent = true)
        : link(neighbour(isPersistent), config.node, config.limits, notes)
    {
        if (isPersistent)
            link.onBound(ConnectionId{ 1 });
    }
    host::NeighbourAddress neighbour(bool isPersistent)
    {
        config.neighbours[0].neighbour.isPersistent = isPersistent;
        return config.neighbours[0];
    }
    void disturb(int number, const QByteArray &words)
    {
        link.disturb(host::GateFault::from(FaultNumber{ number }, *base::impairmentFromWords(words), notes.clockNs));
    }
};

} // namespace

class PeerLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offMeansOff_data();
    void offMeansOff();
    void tellsWhenItIsFullAndWhenNot();
    void piecesFillItToo();
    void isNotFullOnceItIsCut();
};

void PeerLinkTest::offMeansOff_data()
{
    QTest::addColumn<bool>("isPersistent");
    QTest::newRow("one connection") << true;
    QTest::newRow("couriers") << false;
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
                one.disturb(++number, words);
                one.link.send({ "meanwhile" });
                one.link.endFault(FaultNumber{ number });
            }
            one.notes.clockNs += 1;
            QVERIFY(one.link.isGateOpen());
            one.link.onConnectionClosed(ConnectionId{ 999 }, Reason::PeerClosed);
        }
        one.notes.calls.clear();
        for (const char *line : { "a", "b", "c" })
            one.link.send({ line });
        if (!isTouched)
            untouched = one.notes.calls;
        QCOMPARE(one.notes.calls, untouched);
    }
    if (isPersistent)
        QCOMPARE(
            untouched, (QByteArrayList{ "say sent a", "write a", "say sent b", "write b", "say sent c", "write c" }));
    else
        QCOMPARE(untouched, (QByteArrayList{ "dial for one", "dial for one", "dial for one" }));
}

void PeerLinkTest::tellsWhenItIsFullAndWhenNot()
{
    Link one;
    one.config.limits.neighbourUnsentBytes = 100;
    one.disturb(1, "hold");
    const QByteArray line(49, 'x');
    for (int i = 0; i < 4; ++i)
        one.link.send({ line });
    QCOMPARE(one.notes.calls.count("full"), 1);
    QCOMPARE(one.notes.calls.indexOf("full"), 3); // after the third was said to be sent
    QVERIFY(one.link.isGateFull());
    one.link.release(2);
    QCOMPARE(one.notes.calls.count("room"), 0); // 100 bytes are left, 50 are room
    one.link.release(1);
    QCOMPARE(one.notes.calls.count("room"), 1);
    QVERIFY(!one.link.isGateFull());
}

void PeerLinkTest::piecesFillItToo()
{
    Link one;
    one.config.limits.neighbourUnsentBytes = 100;
    one.disturb(1, "slices 1B");
    for (int i = 0; i < 3; ++i)
        one.link.send({ QByteArray(49, 'x') });
    QVERIFY(one.link.isGateFull());
    one.link.endFault(FaultNumber{ 1 });
    QCOMPARE(one.notes.calls.count("room"), 1);
    QVERIFY(one.link.isGateOpen());
}

void PeerLinkTest::isNotFullOnceItIsCut()
{
    for (const bool isPersistent : { true, false }) {
        Link one(isPersistent);
        one.config.limits.neighbourUnsentBytes = 100;
        one.disturb(1, "hold");
        for (int i = 0; i < 3; ++i)
            one.link.send({ QByteArray(49, 'x') });
        QVERIFY(one.link.isGateFull());
        one.link.cut();
        QVERIFY(!one.link.isGateFull());
        QCOMPARE(one.notes.calls.count("room"), 1); // or its server would wait for ever
    }
}

HERD_TEST(PeerLinkTest)
#include "tst_peerlink.moc"
