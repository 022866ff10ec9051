// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/herdnode.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <deque>

using namespace herdcore;
using namespace herdcore::node;
using base::ConnectionId, base::EventId, base::ServerIndex;

namespace {

constexpr ConnectionId linked{ 1 };
constexpr std::size_t plenty = std::size_t{ 4 } << 30;
constexpr int fullLines = 20; // that may be under way; then the link is full

// Two servers and the link between them, which takes a few lines at a time.
class Pair
{
public:
    explicit Pair(std::size_t maxClients = 1'000'000)
    {
        for (const int side : { 0, 1 }) {
            NodeConfig config;
            config.name = nameOf(side);
            config.bootId = "boot";
            Neighbour other;
            other.index = ServerIndex{ static_cast<std::int16_t>(1 - side) };
            other.name = nameOf(1 - side);
            config.neighbours = { other };
            config.repair.mode = protocol::Repair::Sync;
            config.maxClients = side == 0 ? 1'000'000 : maxClients;
            config.maxTableBytes = plenty;
            m_nodes[side] = std::make_unique<HerdNode>(config);
        }
    }

    [[nodiscard]] HerdNode &node(int side) { return *m_nodes[side]; }
    void know(int side, const QByteArray &client, int time = 90)
    {
        const QByteArray line = "AT Hill +1 " + client + " +34-118 " + QByteArray::number(time);
        QVERIFY(node(side).restore(*protocol::parseAt(line), {}) == HerdNode::Restored::Kept);
    }

    void linkUp()
    {
        Effects effects;
        node(0).onDialled(ServerIndex{ 1 }, linked, effects);
        apply(0, effects);
    }
    void linkDown()
    {
        for (const int side : { 0, 1 }) {
            m_arriving[side].clear();
            m_wantsToSend[side] = m_isFull[side] = false;
            Effects effects;
            node(side).onClosed(linked, base::Reason::PeerReset, effects);
        }
    }
    // Until nothing is under way, or so many lines have been delivered. Returns how many there were.
    int run(int atMost = 10'000'000)
    {
        int lines = 0;
        bool isMoving = true;
        while (isMoving && lines < atMost) {
            isMoving = false;
            for (const int side : { 0, 1 }) {
                isMoving |= deliver(side, lines);
                isMoving |= sendMore(1 - side);
            }
        }
        return lines;
    }
    void passTime(std::int64_t seconds)
    {
        m_now.monotonicNs += seconds * base::nsPerSecond;
        for (const int side : { 0, 1 }) {
            Effects effects;
            node(side).onTimer(m_now, effects);
            apply(side, effects);
        }
    }
    [[nodiscard]] bool agree() { return node(0).table().digest() == node(1).table().digest(); }
    [[nodiscard]] qsizetype mostBytes() const { return m_mostBytes; } // under way at a time
    [[nodiscard]] qsizetype longest() const { return m_longest; }
    [[nodiscard]] std::size_t mostEffects() const { return m_mostEffects; } // of one input
    int records = 0; // sent

private:
    static base::ServerName nameOf(int side) { return base::ServerName(side == 0 ? "Hill" : "Jaquez"); }

    void apply(int side, const Effects &effects)
    {
        m_mostEffects = std::max(m_mostEffects, effects.size());
        for (const Effect &effect : effects) {
            if (const auto *sent = std::get_if<Send>(&effect))
                send(side, sent->bytes.chopped(1));
            else if (const auto *line = std::get_if<SendToNeighbour>(&effect))
                send(side, line->line);
            else if (std::holds_alternative<MoreToSend>(effect))
                m_wantsToSend[side] = true;
        }
    }
    void send(int side, const QByteArray &line)
    {
        std::deque<QByteArray> &arriving = m_arriving[1 - side];
        arriving.push_back(line);
        records += line.startsWith("AT ");
        m_longest = std::max(m_longest, line.size());
        m_bytes[side] += line.size();
        m_mostBytes = std::max(m_mostBytes, m_bytes[side]);
        if (!m_isFull[side] && arriving.size() >= fullLines) {
            m_isFull[side] = true;
            node(side).onLinkFull(ServerIndex{ static_cast<std::int16_t>(1 - side) });
        }
    }
    bool deliver(int side, int &lines)
    {
        std::deque<QByteArray> &arriving = m_arriving[side];
        const bool isSome = !arriving.empty();
        for (std::size_t count = arriving.size(); count > 0; --count, ++lines) {
            const QByteArray line = arriving.front();
            arriving.pop_front();
            m_bytes[1 - side] -= line.size();
            Effects effects;
            node(side).onLine(linked, line, m_now, EventId::None, effects);
            apply(side, effects);
        }
        if (std::exchange(m_isFull[1 - side], false))
            m_wantsToSend[1 - side] = true;
        return isSome;
    }
    bool sendMore(int side)
    {
        if (!std::exchange(m_wantsToSend[side], false))
            return false;
        Effects effects;
        node(side).onLinkWritable(ServerIndex{ static_cast<std::int16_t>(1 - side) }, m_now, effects);
        apply(side, effects);
        return true;
    }

    std::unique_ptr<HerdNode> m_nodes[2];
    std::deque<QByteArray> m_arriving[2];
    qsizetype m_bytes[2] = {};
    bool m_isFull[2] = {};
    bool m_wantsToSend[2] = {};
    qsizetype m_mostBytes = 0;
    qsizetype m_longest = 0;
    std::size_t m_mostEffects = 0;
    base::Moment m_now{ base::nsPerSecond, 100 * base::nsPerSecond };
};

QByteArray name(int i)
{
    return "client" + QByteArray::number(i);
}

} // namespace

// Tables of every size are made equal over a link that takes little at a time.
class ComparisonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreeAtEverySize_data();
    void agreeAtEverySize();
    void longNames();
    void fewThatDifferCostFewLines();
    void aBatchIsWaitedFor();
    void progressIsKeptOverReconnects();
    void aFullServerIsNotOfferedTheSameForEver();
    void whatWaitedTooLongIsCompared();
};

void ComparisonTest::agreeAtEverySize_data()
{
    QTest::addColumn<int>("left"); // only Hill knows them
    QTest::addColumn<int>("right"); // only Jaquez does
    QTest::addColumn<int>("both"); // each has half of these newer
    for (const int size : { 0, 1, 2, 999, 1'000, 1'001, 20'000 }) {
        QTest::addRow("Jaquez lacks %d", size) << size << 0 << 0;
        QTest::addRow("Hill lacks %d", size) << 0 << size << 0;
        QTest::addRow("each has %d of its own", size) << size << size << 10;
        QTest::addRow("both have %d", size) << 0 << 0 << size;
    }
}

void ComparisonTest::agreeAtEverySize()
{
    QFETCH(int, left);
    QFETCH(int, right);
    QFETCH(int, both);
    Pair pair;
    for (int i = 0; i < left; ++i)
        pair.know(0, "left" + name(i));
    for (int i = 0; i < right; ++i)
        pair.know(1, "right" + name(i));
    for (int i = 0; i < both; ++i) {
        pair.know(0, name(i), 90 + i % 2);
        pair.know(1, name(i), 91 - i % 2);
    }
    pair.linkUp();
    pair.run();
    QVERIFY(pair.agree());
    QCOMPARE(pair.node(0).table().size(), static_cast<std::size_t>(left + right + both));
    // Each travels once, and no answer is a pile: the batches are.
    QVERIFY2(pair.records <= left + right + both + 200, QByteArray::number(pair.records).constData());
    QVERIFY2(pair.mostBytes() < 256 * 1024, QByteArray::number(pair.mostBytes()).constData());
    QVERIFY2(pair.mostEffects() < 500, QByteArray::number(qulonglong(pair.mostEffects())).constData());
}

void ComparisonTest::longNames()
{
    Pair pair;
    for (int i = 0; i < 200; ++i)
        pair.know(i % 2, name(i) + QByteArray(30'000, 'x'));
    for (int i = 0; i < 20; ++i)
        pair.know(i % 2, name(i) + QByteArray(60'000, 'y')); // too long to be listed
    pair.linkUp();
    pair.run();
    QVERIFY(pair.agree());
    QCOMPARE(pair.node(0).table().size(), std::size_t{ 220 });
    QVERIFY2(pair.longest() < 68 * 1024, QByteArray::number(pair.longest()).constData());
}

void ComparisonTest::fewThatDifferCostFewLines()
{
    Pair pair;
    for (int i = 0; i < 100'000; ++i) {
        pair.know(0, name(i), 90);
        pair.know(1, name(i), i % 1'000 == 7 ? 91 : 90);
    }
    pair.linkUp();
    const int lines = pair.run();
    QVERIFY(pair.agree());
    QCOMPARE(pair.records, 100);
    QVERIFY2(lines <= 200, QByteArray::number(lines).constData());
}

// Until the neighbour has said SYNC, whatever else it says.
void ComparisonTest::aBatchIsWaitedFor()
{
    Pair pair;
    for (int i = 0; i < 20'000; ++i)
        pair.know(1, name(i));
    HerdNode &jaquez = pair.node(1);
    const auto linesAfter = [&jaquez](const QByteArray &line) {
        Effects effects;
        jaquez.onLine(linked, line, { base::nsPerSecond, 100 * base::nsPerSecond }, EventId::None, effects);
        return std::count_if(effects.begin(), effects.end(),
            [](const Effect &effect) { return std::holds_alternative<SendToNeighbour>(effect); });
    };
    Effects effects;
    jaquez.onDialled(ServerIndex{ 0 }, linked, effects);
    QVERIFY(linesAfter("PEER 1 Hill Jaquez boot") > 0);
    QVERIFY(linesAfter("SUMS 1024" + QByteArray(" 0").repeated(1024)) > 0);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(linesAfter("WANT nobody"), 0);
    QVERIFY(linesAfter("SYNC 0 0") > 0);
}

void ComparisonTest::progressIsKeptOverReconnects()
{
    Pair pair;
    for (int i = 0; i < 20'000; ++i)
        pair.know(0, name(i));
    std::size_t before = 0;
    int reconnects = 0;
    for (; !pair.agree() && reconnects < 100; ++reconnects) {
        pair.linkUp();
        pair.run(2'000);
        pair.linkDown();
        const std::size_t now = pair.node(1).table().size();
        QVERIFY2(now > before + 500 || pair.agree(), "nothing came of it");
        before = now;
    }
    QVERIFY(pair.agree());
    QVERIFY2(pair.records < 25'000, "it began anew each time");
}

void ComparisonTest::aFullServerIsNotOfferedTheSameForEver()
{
    Pair pair(1'000);
    for (int i = 0; i < 3'000; ++i)
        pair.know(0, name(i));
    pair.linkUp();
    pair.run();
    QCOMPARE(pair.node(1).table().size(), std::size_t{ 1'000 });
    const int before = pair.records;
    int lines = 0;
    for (int i = 0; i < 60; ++i) {
        pair.passTime(10);
        lines += pair.run();
    }
    QCOMPARE(pair.records, before);
    QVERIFY2(lines < 2'000, QByteArray::number(lines).constData());
}

void ComparisonTest::whatWaitedTooLongIsCompared()
{
    Pair pair;
    pair.linkUp();
    pair.run();
    pair.node(0).onLinkFull(ServerIndex{ 1 });
    Effects effects;
    for (int i = 0; i < int(Outbox::maxNamed) + 10; ++i)
        pair.node(0).onLine(ConnectionId{ 7 }, "IAMAT " + name(i) + " +1-1 5", { 1, 1 }, EventId::None, effects);
    effects.clear();
    pair.node(0).onLinkWritable(ServerIndex{ 1 }, { base::nsPerSecond, 1 }, effects);
    QVERIFY(!effects.empty());
    QVERIFY(std::get<SendToNeighbour>(effects.front()).line.startsWith("SYNC "));
    for (int i = 0; i < 4 && !pair.agree(); ++i) {
        pair.passTime(12);
        pair.run();
    }
    QVERIFY(pair.agree());
}

HERD_TEST(ComparisonTest)
#include "tst_comparison.moc"
