// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/live/words.h"

#include <QtTest>

#include <set>

using namespace herdcore::base;
using herdcore::observe::EventView;
using ui::MessageKind;
using ui::Words;

Q_DECLARE_METATYPE(ui::MessageKind)
Q_DECLARE_METATYPE(herdcore::base::EventKind)

class TestWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasItsOwnWord();
    void everyReasonIsWorded();
    void kindsOfMessages_data();
    void kindsOfMessages();
};

void TestWords::everyKindHasItsOwnWord()
{
    std::set<QString> words;
    for (const auto &row : herdcore::observe::allKinds()) {
        const QString word = Words::of(row.kind);
        QVERIFY2(!word.isEmpty() && word.size() < 20, qPrintable(word));
        words.insert(word);
    }
    QCOMPARE(words.size(), herdcore::observe::allKinds().size());

    std::set<QString> names;
    std::set<QChar> glyphs;
    for (int i = 0; i < ui::messageKindCount; ++i) {
        const auto kind = static_cast<MessageKind>(i);
        names.insert(Words::of(kind));
        glyphs.insert(ui::kindGlyph(kind));
        QVERIFY(ui::kindColor(ui::Theme::of(QPalette()), kind).isValid());
    }
    QCOMPARE(names.size(), size_t{ ui::messageKindCount });
    QCOMPARE(glyphs.size(), size_t{ ui::messageKindCount });
}

void TestWords::everyReasonIsWorded()
{
    QVERIFY(Words::of(Reason::None).isEmpty());
    std::set<QString> words;
    for (const auto &row : herdcore::observe::allReasons()) {
        const QString why = Words::of(row.reason);
        QCOMPARE(why.isEmpty(), row.reason == Reason::None);
        words.insert(why);
    }
    QCOMPARE(words.size(), herdcore::observe::allReasons().size());
}

void TestWords::kindsOfMessages_data()
{
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<bool>("neighbour");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<MessageKind>("expected");

    using K = EventKind;
    using M = MessageKind;
    const QByteArray at = "AT Hill +0.1 kiwi +34-118 1520023934.9";
    QTest::newRow("report") << K::LineReceived << false << QByteArray("IAMAT kiwi +34-118 1") << M::Iamat;
    QTest::newRow("report, blanks") << K::LineReceived << false << QByteArray("\t IAMAT\tkiwi +34-118 1") << M::Iamat;
    QTest::newRow("its answer") << K::LineSent << false << at << M::Answer;
    QTest::newRow("flood out") << K::LineSent << true << at << M::Flood;
    QTest::newRow("flood in") << K::LineReceived << true << at << M::Flood;
    QTest::newRow("flood of a stranger") << K::LineReceived << false << at << M::Flood;
    QTest::newRow("flood lost") << K::LineLost << true << at << M::Flood;
    QTest::newRow("FLOODING") << K::LineSent << true << QByteArray("FLOODING " + at) << M::Flood;
    QTest::newRow("UPDATE") << K::LineReceived << true << QByteArray("UPDATE kiwi +1-1 2 3 Hill") << M::Flood;
    QTest::newRow("question") << K::LineReceived << false << QByteArray("WHATSAT kiwi 10 5") << M::Whatsat;
    QTest::newRow("places") << K::LineSent << false << QByteArray("{") << M::Answer;
    QTest::newRow("nonsense") << K::LineReceived << false << QByteArray("iamat kiwi") << M::Error;
    QTest::newRow("nothing") << K::LineReceived << false << QByteArray() << M::Error;
    QTest::newRow("question mark") << K::LineSent << false << QByteArray("? iamat kiwi") << M::Error;
    QTest::newRow("bare question mark") << K::UserReceived << false << QByteArray("? ") << M::Error;
    QTest::newRow("greeting") << K::LineSent << true << QByteArray("PEER 1 Hill Jaquez 6f") << M::Greeting;
    for (const char *line : { "CONFIRM Hill Jaquez 4f", "CONFIRMED", "PROOF 6f", "REFUSED same-name" })
        QTest::newRow(line) << K::LineReceived << true << QByteArray(line) << M::Greeting;
    QTest::newRow("heartbeat") << K::LineReceived << true << QByteArray("SYNC 412 9f") << M::Heartbeat;
    QTest::newRow("of a full server") << K::LineReceived << true << QByteArray("SYNC 412 9f full") << M::Heartbeat;
    QTest::newRow("go on") << K::LineReceived << true << QByteArray("SYNC 412 9f more") << M::Repair;
    for (const char *line : { "SUMS 1 9f", "HAVE 1/1 kiwi=1/5f1c", "WANT kiwi" })
        QTest::newRow(line) << K::LineSent << true << QByteArray(line) << M::Repair;
    QTest::newRow("you ask") << K::UserSent << false << QByteArray("WHATSAT kiwi 10 5") << M::Whatsat;
    QTest::newRow("you are told") << K::UserReceived << false << at << M::Answer;
    QTest::newRow("rejected") << K::Rejected << false << QByteArray("x") << M::Error;
    QTest::newRow("learned") << K::Learned << true << at << M::Decision;
    QTest::newRow("cut") << K::LinkCut << true << QByteArray() << M::Link;
    QTest::newRow("left") << K::ClientClosed << false << QByteArray() << M::Client;
    QTest::newRow("crashed") << K::ServerCrashed << false << QByteArray() << M::Server;
}

void TestWords::kindsOfMessages()
{
    QFETCH(const EventKind, kind);
    QFETCH(const bool, neighbour);
    QFETCH(const QByteArray, line);
    QFETCH(const MessageKind, expected);
    EventView event{};
    event.kind = kind;
    event.peer = neighbour ? ServerIndex{ 1 } : ServerIndex::None;
    event.bytes = line;
    QCOMPARE(static_cast<int>(ui::messageKind(event)), static_cast<int>(expected));
}

HERD_TEST(TestWords)
#include "tst_words.moc"
