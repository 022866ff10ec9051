// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/linkcauses.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::observe;
using namespace observetest;

namespace {

// Gives out ids as the log does.
class Story
{
public:
    Event then(Event event)
    {
        event.id = EventId{ ++m_last };
        m_causes.resolve(event);
        return event;
    }
    std::uint64_t causeOf(const Event &event) { return number(then(event).cause); }
    [[nodiscard]] std::size_t bytes() const { return m_causes.bytes(); }

private:
    LinkCauses m_causes;
    std::uint64_t m_last = 0;
};

} // namespace

class LinkCausesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsBothEnds();
    void keepsPairsApart();
    void keepsTheOrderOfEqualLines();
    void namesTheUpdate();
    void namesTheSender();
    void namesTheFirstOfTwoSenders();
    void keepsACauseThatIsThere();
    void ignoresClients();
    void letsLinesOvertake();
    void forgetsWhatIsFarBehind();
    void forgetsLostLines();
    void forgetsOnLinkDown_data();
    void forgetsOnLinkDown();
    void remembersSoMany_data();
    void remembersSoMany();
    void remembersSoManyBytes_data();
    void remembersSoManyBytes();
    void remembersSoManyInAll_data();
    void remembersSoManyInAll();
    void givesBytesBack();
};

void LinkCausesTest::joinsBothEnds()
{
    Story story;
    story.then(sent(hill, jaquez, "one")); // 1
    story.then(sent(hill, jaquez, "two")); // 2
    QCOMPARE(story.causeOf(received(jaquez, hill, "one")), 1U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "two")), 2U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "two")), 0U); // once
}

void LinkCausesTest::keepsPairsApart()
{
    Story story;
    story.then(sent(hill, jaquez, "line")); // 1
    story.then(sent(smith, jaquez, "line")); // 2
    story.then(sent(jaquez, hill, "line")); // 3
    QCOMPARE(story.causeOf(received(smith, hill, "line")), 0U);
    QCOMPARE(story.causeOf(received(jaquez, smith, "line")), 2U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "line")), 1U);
    QCOMPARE(story.causeOf(received(hill, jaquez, "line")), 3U);
}

void LinkCausesTest::keepsTheOrderOfEqualLines()
{
    Story story;
    story.then(sent(hill, jaquez, "same")); // 1
    story.then(sent(hill, jaquez, "same")); // 2
    QCOMPARE(story.causeOf(received(jaquez, hill, "same")), 1U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "same")), 2U);
}

void LinkCausesTest::namesTheUpdate()
{
    Story story;
    Event line = sent(hill, jaquez, "line");
    line.update = { herdcore::base::ClientId("kiwi"), 5 };
    story.then(line);
    QCOMPARE(story.then(received(jaquez, hill, "line")).update, line.update);
}

void LinkCausesTest::namesTheSender()
{
    Story story;
    story.then(sent(smith, jaquez, "line"));
    Event line = received(jaquez, nobody, "line");
    line.connection = connection(9);
    const Event resolved = story.then(line);
    QCOMPARE(resolved.cause, EventId{ 1 });
    QCOMPARE(resolved.peer, smith);
    const Event again = story.then(line);
    QCOMPARE(again.cause, EventId::None);
    QCOMPARE(again.peer, nobody);
}

void LinkCausesTest::namesTheFirstOfTwoSenders()
{
    Story story;
    story.then(sent(smith, jaquez, "other")); // 1
    story.then(sent(hill, jaquez, "line")); // 2
    story.then(sent(smith, jaquez, "line")); // 3
    QCOMPARE(story.then(received(jaquez, nobody, "line")).peer, hill);
    QCOMPARE(story.then(received(jaquez, nobody, "line")).peer, smith);
}

void LinkCausesTest::keepsACauseThatIsThere()
{
    Story story;
    story.then(sent(hill, jaquez, "line"));
    Event line = received(jaquez, hill, "line");
    line.cause = EventId{ 1000 };
    QCOMPARE(story.causeOf(line), 1000U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "line")), 0U); // it was that one that arrived
}

void LinkCausesTest::ignoresClients()
{
    Story story;
    story.then(sent(hill, nobody, "AT Hill")); // an answer
    QCOMPARE(story.causeOf(received(jaquez, nobody, "AT Hill")), 0U);
    QCOMPARE(story.causeOf(received(nobody, hill, "AT Hill")), 0U);
}

void LinkCausesTest::letsLinesOvertake()
{
    Story story;
    story.then(sent(hill, jaquez, "slow"));
    for (int n = 0; n < LinkCauses::overtakers; ++n)
        story.then(sent(hill, jaquez, "fast " + QByteArray::number(n)));
    for (int n = 0; n < LinkCauses::overtakers; ++n)
        QVERIFY(story.causeOf(received(jaquez, nobody, "fast " + QByteArray::number(n))) != 0);
    QCOMPARE(story.causeOf(received(jaquez, nobody, "slow")), 1U);
}

void LinkCausesTest::forgetsWhatIsFarBehind()
{
    Story story;
    story.then(sent(hill, jaquez, "vanished"));
    for (int n = 0; n < LinkCauses::overtakers; ++n)
        story.then(sent(hill, jaquez, "vanished too"));
    story.then(sent(hill, jaquez, "arrived"));
    QVERIFY(story.causeOf(received(jaquez, hill, "arrived")) != 0);
    QCOMPARE(story.causeOf(received(jaquez, hill, "vanished")), 0U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "vanished too")), 2U);
}

void LinkCausesTest::forgetsLostLines()
{
    Story story;
    story.then(sent(hill, jaquez, "lost")); // 1
    story.then(sent(hill, jaquez, "line")); // 2
    story.then(seen(EventKind::LineLost, hill, jaquez, "lost"));
    QCOMPARE(story.causeOf(received(jaquez, hill, "lost")), 0U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "line")), 2U);
}

void LinkCausesTest::forgetsOnLinkDown_data()
{
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<ServerIndex>("server");
    QTest::addColumn<ServerIndex>("peer");
    QTest::addColumn<bool>("forgetsHill");
    QTest::addColumn<bool>("forgetsSmith");
    QTest::newRow("receiver's end down") << EventKind::LinkDown << jaquez << hill << true << false;
    QTest::newRow("receiver crashed") << EventKind::ServerCrashed << jaquez << nobody << true << true;
    QTest::newRow("receiver stopped") << EventKind::ServerStopped << jaquez << nobody << true << true;
    // What it wrote before can still be read.
    QTest::newRow("sender's end down") << EventKind::LinkDown << hill << jaquez << false << false;
    QTest::newRow("sender stopped") << EventKind::ServerStopped << hill << nobody << false << false;
    QTest::newRow("another link") << EventKind::LinkDown << smith << hill << false << false;
}

void LinkCausesTest::forgetsOnLinkDown()
{
    QFETCH(EventKind, kind);
    QFETCH(ServerIndex, server);
    QFETCH(ServerIndex, peer);
    QFETCH(bool, forgetsHill);
    QFETCH(bool, forgetsSmith);
    Story story;
    story.then(sent(hill, jaquez, "line")); // 1
    story.then(sent(smith, jaquez, "line")); // 2
    story.then(seen(kind, server, peer));
    QCOMPARE(story.causeOf(received(jaquez, hill, "line")), forgetsHill ? 0U : 1U);
    QCOMPARE(story.causeOf(received(jaquez, smith, "line")), forgetsSmith ? 0U : 2U);
    story.then(sent(hill, jaquez, "line")); // 6
    QCOMPARE(story.causeOf(received(jaquez, hill, "line")), 6U);
}

void LinkCausesTest::remembersSoMany_data()
{
    QTest::addColumn<int>("later");
    QTest::addColumn<bool>("remembered");
    constexpr int max = LinkCauses::maxRemembered;
    QTest::newRow("one less") << max - 2 << true;
    QTest::newRow("all") << max - 1 << true;
    QTest::newRow("one more") << max << false;
}

void LinkCausesTest::remembersSoMany()
{
    QFETCH(int, later);
    QFETCH(bool, remembered);
    Story story;
    story.then(sent(hill, jaquez, "first"));
    for (int n = 0; n < later; ++n)
        story.then(sent(n % 2 == 0 ? hill : smith, jaquez, "later"));
    QCOMPARE(story.causeOf(received(jaquez, hill, "first")), remembered ? 1U : 0U);
    QCOMPARE(story.causeOf(received(jaquez, hill, "later")), 2U); // the oldest went first
}

void LinkCausesTest::remembersSoManyBytes_data()
{
    QTest::addColumn<int>("more"); // lines than there is room for
    QTest::addColumn<bool>("remembered");
    QTest::newRow("one less") << -1 << true;
    QTest::newRow("all") << 0 << true;
    QTest::newRow("one more") << 1 << false;
}

void LinkCausesTest::remembersSoManyBytes()
{
    QFETCH(int, more);
    QFETCH(bool, remembered);
    Story story;
    Event line = sent(hill, jaquez, "first");
    line.update = { herdcore::base::ClientId(QByteArray(65'000, '\xff')), 5 };
    story.then(line);
    QVERIFY(story.bytes() > 65'000);
    const int room = static_cast<int>(LinkCauses::maxBytes / story.bytes());
    line.bytes = QByteArray(65'000, 'x');
    for (int n = 1; n < room + more; ++n) {
        line.peer = n % 2 == 0 ? jaquez : smith;
        story.then(line);
        QVERIFY(story.bytes() <= LinkCauses::maxBytes);
    }
    QCOMPARE(story.causeOf(received(jaquez, hill, "first")), remembered ? 1U : 0U);
    QVERIFY(story.causeOf(received(jaquez, hill, line.bytes)) != 0);
}

void LinkCausesTest::remembersSoManyInAll_data()
{
    remembersSoManyBytes_data();
}

void LinkCausesTest::remembersSoManyInAll()
{
    QFETCH(int, more);
    QFETCH(bool, remembered);
    Story story;
    story.then(sent(hill, jaquez, "first"));
    constexpr int receivers = 40; // none of them gets more than one may have
    for (int n = 1; n < static_cast<int>(LinkCauses::maxInAll) + more; ++n)
        story.then(sent(hill, ServerIndex{ static_cast<std::int16_t>(1 + n % receivers) }, "later"));
    QCOMPARE(story.causeOf(received(jaquez, hill, "first")), remembered ? 1U : 0U);
}

void LinkCausesTest::givesBytesBack()
{
    Story story;
    const auto send = [&story](const QByteArray &bytes) {
        story.then(sent(hill, jaquez, bytes));
        story.then(sent(smith, jaquez, bytes));
    };
    send("one");
    const std::size_t two = story.bytes();
    QVERIFY(two > 0);
    send("two");
    story.then(received(jaquez, hill, "one"));
    story.then(seen(EventKind::LineLost, smith, jaquez, "two"));
    QCOMPARE(story.bytes(), two);
    story.then(seen(EventKind::LinkDown, jaquez, hill));
    QCOMPARE(story.bytes(), two / 2);
    story.then(seen(EventKind::ServerCrashed, jaquez));
    QCOMPARE(story.bytes(), 0U);
}

HERD_TEST(LinkCausesTest)
#include "tst_linkcauses.moc"
