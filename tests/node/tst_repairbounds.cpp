// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/herdnode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdcore::node;
using base::ConnectionId, base::EventId, base::ServerIndex;

// A neighbour may say anything, for ever: what is kept of it has an end.
class RepairBoundsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wantsWhatIsListedAsItComes();
    void whatNobodyHasDoesNotWait();

private:
    [[nodiscard]] Effects say(const QByteArray &line);
    [[nodiscard]] static QByteArrayList sent(const Effects &effects);

    std::unique_ptr<HerdNode> m_node;
};

namespace {

constexpr ServerIndex jaquez{ 1 };
constexpr ConnectionId linked{ 5 };
constexpr ConnectionId client{ 6 };
constexpr base::Moment now{ 1'000'000'000, 100'000'000'000 };

QByteArray listOf(int from, int count, const QByteArray &behind = {})
{
    QByteArray list;
    for (int i = from; i < from + count; ++i)
        list += " a-client-with-a-longer-name-" + QByteArray::number(i) + behind;
    return list;
}

} // namespace

void RepairBoundsTest::init()
{
    NodeConfig config;
    config.name = base::ServerName("Hill");
    config.bootId = "boot";
    Neighbour neighbour;
    neighbour.index = jaquez;
    neighbour.name = base::ServerName("Jaquez");
    config.neighbours = { neighbour };
    config.repair.mode = protocol::Repair::Sync;
    m_node = std::make_unique<HerdNode>(config);
    QCOMPARE(sent(say("PEER 1 Jaquez Hill x")), QByteArrayList{ "SYNC 0 0000000000000000" });
    QVERIFY(m_node->isLinkUp(jaquez));
}

Effects RepairBoundsTest::say(const QByteArray &line)
{
    Effects effects;
    m_node->onLine(linked, line, now, EventId::None, effects);
    return effects;
}

QByteArrayList RepairBoundsTest::sent(const Effects &effects)
{
    QByteArrayList lines;
    for (const Effect &effect : effects) {
        if (const auto *send = std::get_if<SendToNeighbour>(&effect))
            lines += send->line;
    }
    return lines;
}

void RepairBoundsTest::wantsWhatIsListedAsItComes()
{
    // Of a list without an end nothing is kept: each part is answered by itself.
    for (int part = 1; part <= 50; ++part) {
        const QByteArray line = "HAVE " + QByteArray::number(part) + "/4000000000" + listOf(part * 300, 300, "=5/0001");
        QCOMPARE(sent(say(line)), QByteArrayList{ "WANT" + listOf(part * 300, 300) });
    }
}

void RepairBoundsTest::whatNobodyHasDoesNotWait()
{
    Effects effects;
    m_node->onLine(client, "IAMAT kiwi +1-1 5", now, EventId::None, effects);
    m_node->onLinkFull(jaquez);
    QVERIFY(sent(say("WANT" + listOf(0, 1000) + " kiwi")).isEmpty());
    QVERIFY(sent(say("WANT" + listOf(1000, 1000))).isEmpty());
    effects.clear();
    m_node->onLinkWritable(jaquez, now, effects);
    QCOMPARE(sent(effects), QByteArrayList{ "AT Hill +95.000000000 kiwi +1-1 5" });
    // It was all that waited: what nobody has would have filled many turns of 64.
    QCOMPARE(effects.size(), std::size_t(1));
}

HERD_TEST(RepairBoundsTest)
#include "tst_repairbounds.moc"
