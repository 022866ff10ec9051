// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/log/eventdetails.h"

#include "herdcore/observe/words.h"
#include "tests/support/herdstory.h"
#include "ui/kit/theme.h"
#include "ui/live/clock.h"
#include "ui/live/eventtext.h"
#include "ui/log/eventexplanation.h"
#include "ui/log/hexdump.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTimeZone>
#include <QtTest>

using namespace herdcore::state;
using namespace uitest;
using ui::EventDetails;
using ui::LogFollower;
using ui::Selection;

class TestEventDetails : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }
    void init();
    void cleanup();
    void showsTheSelectedEvent();
    void jumpsToCauseAndConsequences();
    void consequencesThatComeLaterAreAdded();
    void saysWhatAClientSaid_data();
    void saysWhatAClientSaid();
    void aCauseIsReachedFromTheKeyboard();
    void placesAreAList();
    void placesOfAnAnswerInOneEvent();
    void keepsTheEventWhenAServerIsSelected();
    void saysThatAnEventHasGone();
    void longAndForeignBytesAreBounded();
    void everyKindIsExplained_data();
    void everyKindIsExplained();
    void staleSaysHowMuchNewer();
    void hexDump();

private:
    void show(quint64 id)
    {
        m_follower->wake();
        QTRY_COMPARE(m_follower->position(), m_story->log.lastId());
        m_selection->selectEvent(EventId{ id }, {});
        QTRY_COMPARE(number(m_details->shownEvent()), id);
        QCoreApplication::processEvents(); // layouts show what is added to them then
    }
    [[nodiscard]] QString labels() const
    {
        QString text;
        for (const QLabel *label : m_details->findChildren<QLabel *>()) {
            if (label->isVisible())
                text += label->text() + QLatin1Char('\n');
        }
        return text;
    }
    [[nodiscard]] QStringList jumps() const
    {
        QStringList texts;
        for (const QPushButton *button : m_details->findChildren<QPushButton *>()) {
            if (button->isVisible())
                texts.append(button->text());
        }
        return texts;
    }

    std::unique_ptr<HerdStory> m_story;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<EventDetails> m_details;
};

void TestEventDetails::init()
{
    m_story = std::make_unique<HerdStory>(defaultProfile(), herdcore::observe::EventLog::Limits{ 1600, 64 << 20 });
    m_follower = std::make_unique<LogFollower>(m_story->log, m_story->profile);
    m_selection = std::make_unique<Selection>();
    m_details = std::make_unique<EventDetails>(*m_follower, *m_selection);
    m_details->resize(340, 700);
    m_details->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_details.get()));
}

void TestEventDetails::cleanup()
{
    m_details.reset();
    m_selection.reset();
    m_follower.reset();
}

void TestEventDetails::showsTheSelectedEvent()
{
    QVERIFY(labels().contains(QStringLiteral("Select a message")));
    m_story->iamat(hill, "kiwi", 34.068930, -118.445127);
    show(2);
    const QString text = labels();
    for (const char *expected :
        { "IAMAT received", "kiwi reports 34.0689 N, 118.4451 W at ", "34.068930, -118.445127", "no cause in the log" })
        QVERIFY2(text.contains(QLatin1String(expected)), expected);
    QVERIFY(!text.contains(QStringLiteral("Select a message")));
    m_selection->clear();
    QTRY_VERIFY(labels().contains(QStringLiteral("Select a message")));
}

void TestEventDetails::jumpsToCauseAndConsequences()
{
    m_story->iamat(hill, "kiwi", 34, -118);
    show(2);
    // The answer, the decision, and a line to each of Hill's neighbours.
    QCOMPARE(jumps().size(), 4);
    QVERIFY(jumps()[0].startsWith(QStringLiteral("3 ")) && jumps()[0].contains(QStringLiteral("answer sent")));
    QSignalSpy changed(m_selection.get(), &Selection::changed);
    for (QPushButton *button : m_details->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().startsWith(QStringLiteral("5 ")))
            button->click();
    }
    QCOMPARE(changed.count(), 1);
    QCOMPARE(number(m_selection->event()), quint64{ 5 });
    QCOMPARE(m_selection->update().client.bytes(), QByteArray("kiwi"));
    QCOMPARE(number(m_details->shownEvent()), quint64{ 5 });
    QTRY_COMPARE(jumps().size(), 2); // because of 2; led to its arrival at the other end
    QVERIFY(jumps()[0].startsWith(QStringLiteral("2 ")) && jumps()[1].contains(QStringLiteral("flood received")));
}

void TestEventDetails::consequencesThatComeLaterAreAdded()
{
    const auto asked = m_story->fact(EventKind::LineReceived, hill, ServerIndex::None, Reason::None, "WHATSAT k 1 1");
    show(number(asked));
    QVERIFY(labels().contains(QStringLiteral("nothing\n")));
    m_story->fact(EventKind::PlacesAsked, hill, ServerIndex::None, Reason::None, {}, {}, asked);
    m_follower->wake();
    QTRY_COMPARE(jumps().size(), 1);
}

void TestEventDetails::saysWhatAClientSaid_data()
{
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<bool>("neighbour");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected");
    using K = EventKind;
    // Local time, so that the test holds in every zone: 1520023934.918963 is TIME.
    QTest::newRow("report") << K::LineReceived << false
                            << QByteArray("IAMAT kiwi +34.06893-118.445127 1520023934.918963")
                            << QStringLiteral("kiwi reports 34.0689 N, 118.4451 W at TIME, to Hill.");
    QTest::newRow("your report") << K::UserSent << false << QByteArray("IAMAT kiwi -34.5+8.25 1520023934.918963\n")
                                 << QStringLiteral("kiwi reports 34.5000 S, 8.2500 E at TIME, to Hill.");
    QTest::newRow("question") << K::LineReceived << false << QByteArray("WHATSAT kiwi 10.5 5")
                              << QStringLiteral("client #7 asks Hill for up to 5 places within 10.5 km of kiwi.");
    QTest::newRow("one place") << K::LineReceived << false << QByteArray("WHATSAT kiwi 10 1")
                               << QStringLiteral("client #7 asks Hill for one place within 10 km of kiwi.");
    const QByteArray at = "AT Hill +0.1 kiwi +34.06893-118.445127 1520023934.918963";
    QTest::newRow("flood") << K::LineReceived << true << at
                           << QStringLiteral("Hill learns from Smith: kiwi was at 34.0689 N, 118.4451 W at TIME.");
    QTest::newRow("answer with places") << K::LineSent << false << QByteArray(at + "\n{}\n")
                                        << QStringLiteral(
                                               "Hill answers client #7: kiwi was at 34.0689 N, 118.4451 W at TIME.");
    QTest::newRow("not a report") << K::LineReceived << false << QByteArray("IAMAT kiwi here now")
                                  << QStringLiteral("client #7 reports to Hill where a client is.");
}

void TestEventDetails::saysWhatAClientSaid()
{
    QFETCH(const EventKind, kind);
    QFETCH(const bool, neighbour);
    QFETCH(const QByteArray, line);
    QFETCH(const QString, expected);
    Event event;
    event.kind = kind;
    event.server = hill;
    event.peer = neighbour ? smith : ServerIndex::None;
    event.connection = ConnectionId{ 7 };
    event.wallNs = 1'520'023'935 * nsPerSecond;
    event.bytes = line;
    ui::Clock clock; // the window's: 13 h 52 min west, on that day and on another
    std::int64_t todayNs = event.wallNs;
    clock.setPlace(QTimeZone(-8 * 3600), [&todayNs] { return todayNs; });
    const auto says = [&] {
        return ui::EventExplanation::of(event, HerdState(m_story->profile), clock);
    };
    QCOMPARE(says(), QString(expected).replace(QLatin1String("TIME"), QLatin1String("12:52:14.918 UTC-8")));
    todayNs += 3 * 24 * 3600 * nsPerSecond;
    QCOMPARE(says(), QString(expected).replace(QLatin1String("TIME"), QLatin1String("2018-03-02 12:52:14.918 UTC-8")));
    clock.setKind(ui::Clock::Kind::Utc);
    todayNs = event.wallNs;
    QCOMPARE(says(), QString(expected).replace(QLatin1String("TIME"), QLatin1String("20:52:14.918 UTC")));
}

// Return on "Because of" goes there and leaves the focus in the list, so that Return goes on to the next cause.
void TestEventDetails::aCauseIsReachedFromTheKeyboard()
{
    m_story->iamat(hill, "kiwi", 34, -118);
    show(7); // received by a neighbour: because of a line sent, because of the report
    QApplication::setActiveWindow(m_details.get());
    const auto firstJump = [this] {
        for (QPushButton *button : m_details->findChildren<QPushButton *>()) {
            if (button->isVisible())
                return button;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    firstJump()->setFocus();
    QVERIFY(firstJump()->hasFocus());
    const quint64 sent = firstJump()->text().section(QLatin1Char(' '), 0, 0).toULongLong();
    QTest::keyClick(firstJump(), Qt::Key_Space);
    QTRY_COMPARE(number(m_details->shownEvent()), sent);
    QCoreApplication::processEvents();
    QVERIFY(firstJump()->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(number(m_details->shownEvent()), quint64{ 2 });
    QCoreApplication::processEvents();
    QVERIFY(m_details->hasFocus()); // it has no cause
}

void TestEventDetails::placesAreAList()
{
    const auto tell = [this](const QByteArray &line, ConnectionId connection = ConnectionId{ 9 }) {
        return m_story->client(EventKind::UserReceived, hill, connection, line);
    };
    const EventId at = tell("AT Hill +0.1 kiwi +34-118 5");
    tell("{ \"results\" : [");
    show(number(at));
    QVERIFY(!labels().contains(QStringLiteral("place")));
    tell("{ \"name\" : \"not of this answer\" },", ConnectionId{ 8 });
    tell("{ \"name\" : \"The Getty Villa\", \"vicinity\" : \"Malibu\", \"types\" : [ \"establishment\", \"art_museum\" "
         "] },");
    tell("{ \"name\" : \"\\u001b<b>Pier\" } ],");
    tell("\"status\" : \"OK\" }");
    tell({});
    m_follower->wake();
    QTRY_VERIFY(labels().contains(QStringLiteral("2 places\n")));
    QVERIFY(labels().contains(QStringLiteral("1  The Getty Villa, Malibu (art museum)\n2  \\x1B<b>Pier\n")));
    const auto json = [this] {
        return m_details->findChild<QPlainTextEdit *>()->isVisible();
    };
    QVERIFY(!json());
    auto *toggle = m_details->findChild<QToolButton *>();
    QTest::mouseClick(toggle, Qt::LeftButton);
    QTRY_VERIFY(json());
    QVERIFY(m_details->findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("Getty")));
    show(number(at) + 1); // the choice stays; another event has no list
    QVERIFY(!toggle->isVisible());
    QVERIFY(json());
}

void TestEventDetails::placesOfAnAnswerInOneEvent()
{
    const EventId sent = m_story->client(EventKind::LineSent, hill, ConnectionId{ 9 },
        "AT Hill +0.1 kiwi +34-118 5\n{ \"results\" : [], \"status\" : \"ZERO_RESULTS\" }\n");
    show(number(sent));
    QVERIFY(labels().contains(QStringLiteral("No places (ZERO_RESULTS)")));
    QVERIFY(!m_details->findChild<QPlainTextEdit *>()->isVisible());
}

void TestEventDetails::keepsTheEventWhenAServerIsSelected()
{
    m_story->iamat(hill, "kiwi", 34, -118);
    show(2);
    m_selection->selectServer(smith);
    QCOMPARE(number(m_details->shownEvent()), quint64{ 2 });
    QVERIFY(labels().contains(QStringLiteral("IAMAT received")));
}

void TestEventDetails::saysThatAnEventHasGone()
{
    for (int i = 0; i < 200; ++i)
        m_story->iamat(hill, "kiwi", 34, -118);
    QVERIFY(m_story->log.evicted() > 2);
    show(2);
    QVERIFY(labels().contains(QStringLiteral("Event 2 is no longer in the log")));
    QVERIFY(jumps().isEmpty());
}

void TestEventDetails::longAndForeignBytesAreBounded()
{
    m_story->fact(EventKind::LineReceived, hill, smith, Reason::None, QByteArray(1'000'000, '\x1b'),
        { ClientId(QByteArray(100'000, '\n')), 1 });
    show(1);
    QVERIFY(labels().contains(QStringLiteral("Only the first 4,096 are shown.")));
    QVERIFY(labels().size() < 10'000);
    for (const QPlainTextEdit *edit : m_details->findChildren<QPlainTextEdit *>())
        QVERIFY(edit->toPlainText().size() < 32'768);
    QVERIFY(!labels().contains(QChar(0x1b)));
}

void TestEventDetails::everyKindIsExplained_data()
{
    QTest::addColumn<int>("kind");
    for (const auto &row : herdcore::observe::allKinds())
        QTest::newRow(row.word.toByteArray().constData()) << static_cast<int>(row.kind);
}

void TestEventDetails::everyKindIsExplained()
{
    QFETCH(const int, kind);
    herdcore::observe::EventView event{};
    event.kind = static_cast<EventKind>(kind);
    event.server = hill;
    event.peer = smith;
    event.client = "<b>kiwi</b>\n";
    event.reason = Reason::PeerReset;
    const herdcore::state::HerdState state(m_story->profile);
    const QString text = ui::EventExplanation::of(event, state, ui::Clock());
    QVERIFY(text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char(')'))
        || text.contains(QStringLiteral("holds now")));
    QVERIFY2(!text.contains(QLatin1Char('%')) && !text.contains(QLatin1Char('\n')), qPrintable(text));
    QVERIFY2(!text.contains(QLatin1Char('{')) && text.size() > 10, qPrintable(text));
}

void TestEventDetails::staleSaysHowMuchNewer()
{
    herdcore::observe::EventView event{};
    event.kind = EventKind::Stale;
    event.server = smith;
    event.client = "kiwi";
    event.updateTimeNs = 201'000'000'000;
    event.bytes = "AT Hill +0.1 kiwi +34.0-118.0 498.5";
    const herdcore::state::HerdState state(m_story->profile);
    const QString text = ui::EventExplanation::of(event, state, ui::Clock());
    QVERIFY2(text.startsWith(QStringLiteral("Smith ignored this")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("297.500000000 s newer")), qPrintable(text));
}

void TestEventDetails::hexDump()
{
    QCOMPARE(ui::hexDump(QByteArrayView()), QString());
    QCOMPARE(ui::hexDump(QByteArrayView("IAMAT ki\n", 9)),
        QStringLiteral("0000  49 41 4D 41 54 20 6B 69  IAMAT ki\n0008  0A                       ."));
}

HERD_TEST(TestEventDetails)
#include "tst_eventdetails.moc"
