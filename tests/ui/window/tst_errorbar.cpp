// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/words.h"
#include "tests/support/testmain.h"
#include "ui/window/errorbar.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"
#include "ui/window/statuspanel.h"

#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

constexpr std::int64_t day = 24 * 3600 * nsPerSecond;

struct Stage : StoryStage {
    FakeHerd commands;
    herdcore::control::HerdControl control{ commands, follower.state() };
    ErrorBar bar{ control, follower };

    void cannotListen(ServerIndex server)
    {
        story.fact(EventKind::ListenFailed, server, ServerIndex::None, Reason::PermissionDenied, "127.0.0.1 80");
    }

    void portTaken(ServerIndex server, int port)
    {
        story.fact(EventKind::ListenFailed, server, ServerIndex::None, Reason::PortTaken,
            "127.0.0.1 " + QByteArray::number(port));
    }
    // A report that is so much ahead of the clock, which every server learns and says so of.
    void reports(const QByteArray &client, std::int64_t aheadNs)
    {
        const UpdateKey update{ ClientId(client), story.wallNs + aheadNs };
        const QByteArray at = "AT Hill -1 " + client + " +1-1 " + QByteArray::number(update.timeNs / nsPerSecond);
        for (const ServerIndex server : { hill, jaquez, smith, campbell, singleton }) {
            const ServerIndex from = server == hill ? ServerIndex::None : hill;
            story.fact(EventKind::Learned, server, from, Reason::None, at, update);
            story.fact(EventKind::FutureTime, server, from, Reason::None, at, update);
        }
    }
    void forgets(ServerIndex server, const QByteArray &client)
    {
        story.fact(EventKind::Forgotten, server, ServerIndex::None, Reason::None, "AT", { ClientId(client), 1 });
    }
    void press(const QString &text)
    {
        for (auto *button : bar.findChildren<QAbstractButton *>()) {
            if (button->isVisible() && (button->text() == text || button->toolTip() == text)) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(QStringLiteral("there is no button ") + text));
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        for (const auto *label : bar.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    [[nodiscard]] QString health() const { return HerdHealth::of(follower.state(), bar.findings().standing()).text; }
};

} // namespace

class TestErrorBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThereOnlyWhileThereIsAFinding();
    void offersAnotherPort();
    void offersPortsThatItHasTried();
    void manyTakenPortsAreOneFinding();
    void theKindsOfThatLevelAreFindings();
    void queuesAndSteps();
    void dismisses();
    void countsTheSameTroubleOnce();
    void goesAwayByItself();
    void aJournalThatFails();
    void saysWhoWasRefused();
    void aClockThatIsAhead();
    void aheadInWords_data();
    void aheadInWords();
    void manyClocksThatAreAhead_data();
    void manyClocksThatAreAhead();
    void whatNobodyHoldsIsNoTrouble();
    void healthTellsTheWorst();
    void healthOfAWholeHerd();
};

void TestErrorBar::isThereOnlyWhileThereIsAFinding()
{
    Stage stage;
    stage.story.startAll();
    stage.catchUp();
    QVERIFY(!stage.bar.isVisible());
    stage.portTaken(hill, 12205);
    stage.catchUp();
    QVERIFY(stage.bar.isVisible());
    QVERIFY(stage.says(QStringLiteral("Hill cannot start: port 12205 is in use by another program.")));
}

void TestErrorBar::offersAnotherPort()
{
    Stage stage;
    stage.portTaken(hill, 12205);
    stage.catchUp();
    stage.press(QStringLiteral("Use 12305"));
    stage.press(QStringLiteral("Retry"));
    const QStringList asked{ QStringLiteral("start 0 on 12305"), QStringLiteral("start 0") };
    QCOMPARE(stage.commands.asked, asked);
}

void TestErrorBar::theKindsOfThatLevelAreFindings()
{
    for (const auto &row : herdcore::observe::allKinds()) {
        Findings findings(defaultProfile());
        EventView event{};
        event.kind = row.kind;
        event.server = hill;
        event.peer = smith;
        event.reason = Reason::PeerReset;
        findings.fold(event);
        QVERIFY2(findings.standing().empty() == (row.level != herdcore::observe::EventLevel::Finding),
            row.word.toByteArray().constData());
    }
}

void TestErrorBar::offersPortsThatItHasTried()
{
    Profile profile = defaultProfile();
    profile.servers[1].port = 12305;
    QString tried;
    Findings findings(profile, [&tried](const QString &address, quint16 port) {
        tried = address;
        return port != 12306 && port != 12309;
    });
    HerdStory story(profile);
    const auto fold = [&](ServerIndex server, const QByteArray &endpoint) {
        const auto id = story.fact(EventKind::ListenFailed, server, ServerIndex::None, Reason::PortTaken, endpoint);
        QVERIFY(findings.fold(*story.log.at(id).begin()));
    };
    fold(hill, "127.0.0.2 12205");
    QCOMPARE(tried, QStringLiteral("127.0.0.2"));
    QCOMPARE(findings.standing().back().proposedPort, quint16{ 12307 }); // neither of the herd nor in use
    QCOMPARE(findings.standing().back().proposedFirst, quint16{ 12310 });
    fold(hill, "127.0.0.2 65500"); // nothing a hundred further on
    QCOMPARE(findings.standing().back().proposedPort, quint16{ 0 });
    QCOMPARE(findings.standing().back().proposedFirst, quint16{ 0 });
}

void TestErrorBar::manyTakenPortsAreOneFinding()
{
    Stage stage;
    stage.portTaken(hill, 12205);
    stage.portTaken(smith, 12207);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    QVERIFY(stage.says(QStringLiteral("Hill, Smith cannot start: ports 12205, 12207 are in use by another program.")));
    for (const auto &[server, port] :
        { std::pair(jaquez, 12206), std::pair(campbell, 12208), std::pair(singleton, 12209) })
        stage.portTaken(server, port);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    QVERIFY(stage.says(QStringLiteral("No server can start: ports 12205, 12207, 12206, 12208, 12209 are in use")));
    const quint16 first = stage.bar.findings().standing().front().proposedFirst;
    QVERIFY(first >= 12305);
    stage.press(QStringLiteral("Move all to %1").arg(first));
    QStringList asked;
    for (int server = 0; server < 5; ++server)
        asked += { QStringLiteral("stop %1").arg(server),
            QStringLiteral("start %1 on %2").arg(server).arg(first + server) };
    QCOMPARE(stage.commands.asked, asked);
    stage.commands.asked.clear();
    stage.press(QStringLiteral("Retry"));
    QCOMPARE(stage.commands.asked.size(), 5);
    stage.story.start(hill);
    stage.catchUp();
    QVERIFY(stage.says(QStringLiteral("Smith, Jaquez, Campbell, Singleton cannot start")));
}

void TestErrorBar::queuesAndSteps()
{
    Stage stage;
    stage.cannotListen(hill);
    stage.cannotListen(smith);
    stage.catchUp();
    QVERIFY(stage.says(QStringLiteral("1 of 2")));
    stage.press(QStringLiteral("Next finding"));
    QVERIFY(stage.says(QStringLiteral("Smith")));
    QVERIFY(stage.says(QStringLiteral("2 of 2")));
    stage.press(QStringLiteral("Next finding"));
    QVERIFY(stage.says(QStringLiteral("Hill")));
    stage.press(QStringLiteral("Previous finding"));
    stage.press(QStringLiteral("Retry"));
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("start 2") });
}

void TestErrorBar::dismisses()
{
    Stage stage;
    stage.cannotListen(hill);
    stage.cannotListen(smith);
    stage.catchUp();
    stage.press(QStringLiteral("Next finding"));
    stage.press(QStringLiteral("Dismiss"));
    QVERIFY(stage.says(QStringLiteral("Hill")));
    stage.press(QStringLiteral("Dismiss"));
    QVERIFY(!stage.bar.isVisible());
}

void TestErrorBar::countsTheSameTroubleOnce()
{
    Stage stage;
    // Each says how many of its log's events are missing so far.
    for (const auto &[server, count] :
        { std::pair(hill, 10), { hill, 15 }, { smith, 5 }, { jaquez, 7 }, { hill, 30 } }) {
        Event o;
        o.kind = EventKind::LogDropped;
        o.server = server;
        o.count = count;
        o.bytes = "/logs/Hill.log: Permission denied";
        stage.story.add(o);
    }
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    QVERIFY(stage.says(QStringLiteral("42 events are missing in log files: /logs/Hill.log: Permission denied.")));
    QCOMPARE(stage.bar.findings().notWritten(), quint64{ 42 });
    stage.press(QStringLiteral("Dismiss"));
    QVERIFY(!stage.bar.isVisible());
}

void TestErrorBar::goesAwayByItself()
{
    Stage stage;
    stage.portTaken(hill, 12205);
    stage.story.fact(EventKind::LinkRefused, smith, hill, Reason::NotANeighbour);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 2 });
    stage.story.start(hill);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    stage.story.fact(EventKind::LinkUp, smith, hill);
    stage.catchUp();
    QVERIFY(!stage.bar.isVisible());
}

void TestErrorBar::aJournalThatFails()
{
    Stage stage;
    Event o;
    o.kind = EventKind::JournalFailed;
    o.server = hill;
    o.count = 3;
    o.bytes = "Hill.journal: No space left on device";
    stage.story.add(o);
    stage.catchUp();
    QVERIFY(stage.says(QStringLiteral("The journal of Hill cannot be kept: Hill.journal: No space left on device")));
    o.count = 5;
    stage.story.add(o);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    QVERIFY(stage.says(QStringLiteral("Updates missing in it: 5")));
    o.kind = EventKind::JournalResumed;
    o.server = smith; // another's
    stage.story.add(o);
    stage.catchUp();
    QVERIFY(stage.bar.isVisible());
    o.server = hill;
    stage.story.add(o);
    stage.catchUp();
    QVERIFY(!stage.bar.isVisible());
}

void TestErrorBar::saysWhoWasRefused()
{
    Stage stage;
    const auto refused = [&](EventKind kind, ServerIndex peer, Reason reason, int times) {
        Event event;
        event.kind = kind;
        event.server = hill;
        event.peer = peer;
        event.reason = reason;
        event.count = times;
        event.bytes = "127.0.0.1:4711: PEER 1 Jaquez Hill \x1b";
        stage.story.add(event);
    };
    refused(EventKind::LinkRefused, jaquez, Reason::Unconfirmed, 1);
    refused(EventKind::LinkRefused, jaquez, Reason::Unconfirmed, 6);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    QVERIFY(stage.says(QStringLiteral("Hill refused a connection that claims to be Jaquez: its listed address does not "
                                      "confirm it. Times: 7. 127.0.0.1:4711: PEER 1 Jaquez Hill \\x1B")));
    stage.press(QStringLiteral("Dismiss"));
    refused(EventKind::LinkRefused, ServerIndex::None, Reason::NotALink, 1);
    stage.catchUp();
    QVERIFY(stage.says(QStringLiteral("Hill refused a connection: a server's line, but not from a link. Times: 1.")));
    stage.press(QStringLiteral("Dismiss"));
    refused(EventKind::LinkDenied, jaquez, Reason::OtherHerd, 1);
    stage.catchUp();
    QVERIFY(stage.says(QStringLiteral("Hill is refused by Jaquez: belongs to another herd. Times: 1.")));
    stage.story.fact(EventKind::LinkUp, hill, jaquez);
    stage.catchUp();
    QVERIFY(!stage.bar.isVisible());
}

// Each server says it; it is one finding, which goes when the record does.
void TestErrorBar::aClockThatIsAhead()
{
    Stage stage;
    stage.story.startAll();
    stage.reports("ki&wi", 365 * day);
    stage.catchUp();
    QCOMPARE(stage.bar.findings().standing().size(), size_t{ 1 });
    QVERIFY(stage.says(QStringLiteral(
        "The clock of ki&wi's report at Hill is 365 days ahead, 2019-03-02; newer reports are ignored.")));
    QCOMPARE(stage.health(), findingText(stage.bar.findings().standing()[0], stage.follower.state()));
    stage.press(QStringLiteral("Forget ki&&wi"));
    QCOMPARE(stage.commands.asked, QStringList{ QStringLiteral("forget ki&wi") });
    for (const ServerIndex server : { hill, jaquez, smith, campbell, singleton })
        stage.forgets(server, "ki&wi");
    stage.catchUp();
    QVERIFY(!stage.bar.isVisible());
}

void TestErrorBar::aheadInWords_data()
{
    QTest::addColumn<std::int64_t>("aheadNs");
    QTest::addColumn<QString>("words");
    constexpr std::int64_t half = 1800 * nsPerSecond;
    QTest::newRow("hours") << 95 * half - 1 << QStringLiteral("47 hours");
    QTest::newRow("days") << 95 * half << QStringLiteral("2 days");
}

void TestErrorBar::aheadInWords()
{
    QFETCH(std::int64_t, aheadNs);
    QFETCH(QString, words);
    Findings findings(defaultProfile());
    Event event;
    event.kind = EventKind::FutureTime;
    event.wallNs = 1'520'000'000 * nsPerSecond;
    event.update = { ClientId("kiwi"), event.wallNs + aheadNs };
    event.bytes = "AT Hill +1 kiwi +1-1 1";
    findings.fold(event);
    const QString text = findingText(findings.standing().at(0), herdcore::state::HerdState(defaultProfile()));
    QVERIFY2(text.contains(QStringLiteral(" is ") + words + QStringLiteral(" ahead, 2018-03-0")), qPrintable(text));
}

void TestErrorBar::manyClocksThatAreAhead_data()
{
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("findings");
    QTest::addColumn<int>("counted");
    QTest::newRow("one less") << 19 << 19 << 0;
    QTest::newRow("as many") << 20 << 20 << 0;
    QTest::newRow("one more") << 21 << 21 << 1;
    QTest::newRow("many more") << 50 << 21 << 30;
}

void TestErrorBar::manyClocksThatAreAhead()
{
    QFETCH(int, clients);
    QFETCH(int, counted);
    Stage stage;
    stage.story.startAll();
    for (int i = 0; i < clients; ++i)
        stage.reports("client" + QByteArray::number(i), 30 * day);
    stage.catchUp();
    const auto &standing = stage.bar.findings().standing();
    QTEST(static_cast<int>(standing.size()), "findings");
    if (counted == 0)
        return;
    QVERIFY(standing.back().update.isNull());
    const QString text = findingText(standing.back(), stage.follower.state());
    QVERIFY2(text.contains(QStringLiteral(" %1 more ").arg(counted)), qPrintable(text));
    stage.press(QStringLiteral("Previous finding"));
    QVERIFY(stage.says(text));
    for (const auto *button : stage.bar.findChildren<QAbstractButton *>())
        QVERIFY(!button->isVisible() || !button->text().startsWith(QStringLiteral("Forget")));
}

// Its servers have stopped, and keep no journals.
void TestErrorBar::whatNobodyHoldsIsNoTrouble()
{
    Stage stage;
    stage.story.startAll();
    stage.reports("kiwi", 365 * day);
    stage.story.crash(jaquez);
    stage.catchUp();
    QVERIFY(stage.bar.isVisible());
    for (const ServerIndex server : { hill, smith, campbell, singleton })
        stage.story.stop(server);
    stage.catchUp();
    QVERIFY(!stage.bar.isVisible());
}

void TestErrorBar::healthTellsTheWorst()
{
    Stage stage;
    stage.story.startAll();
    stage.story.cut(hill, jaquez);
    stage.catchUp();
    QVERIFY2(stage.health().contains(QStringLiteral("Hill\u2013Jaquez is cut")), qPrintable(stage.health()));
    stage.story.crash(smith);
    stage.catchUp();
    QCOMPARE(stage.health(), QStringLiteral("Smith crashed"));
    stage.portTaken(campbell, 12208);
    stage.catchUp();
    QVERIFY(stage.health().contains(QStringLiteral("Campbell cannot start")));
}

void TestErrorBar::healthOfAWholeHerd()
{
    Stage stage;
    QCOMPARE(stage.health(), QStringLiteral("No server is running"));
    stage.story.startAll();
    stage.catchUp();
    QCOMPARE(stage.health(), QStringLiteral("All 5 servers up"));
    stage.story.fact(EventKind::LinkDown, hill, smith, Reason::PeerReset);
    stage.catchUp();
    QCOMPARE(stage.health(), QStringLiteral("5 of 6 links up"));
    stage.story.stop(hill);
    stage.catchUp();
    QVERIFY(stage.health().contains(QStringLiteral("Hill stopped")));
}

HERD_TEST(TestErrorBar)
#include "tst_errorbar.moc"
