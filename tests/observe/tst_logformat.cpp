// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/escape.h"
#include "herdcore/observe/logformat.h"
#include "herdcore/observe/words.h"
#include "tests/observe/events.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <limits>

using namespace herdcore;
using namespace herdcore::observe;
using namespace observetest;

namespace {

// 2026-03-02 20:12:14.918963997 UTC
constexpr std::int64_t someTime = 1'772'482'334'918'963'997;

LogFormatter formatter()
{
    return LogFormatter({ { base::ServerName("Hill"), base::ServerName("Jaquez"), base::ServerName("S\xff") } });
}

QByteArray lineOf(LogFormatter &format, const Event &event)
{
    QByteArray line;
    format.appendLine(line, event);
    return line;
}

QByteArray withoutTime(const QByteArray &line)
{
    return line.mid(line.indexOf(' ') + 1);
}

Event withReason(Event event, Reason reason)
{
    event.reason = reason;
    return event;
}

Event withCount(Event event, int count)
{
    event.count = count;
    return event;
}

Event fromClient(Event event, unsigned connectionNumber = 5)
{
    event.connection = connection(connectionNumber);
    return event;
}

} // namespace

class LogFormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void writesTheTime_data();
    void writesTheTime();
    void remembersClients();
    void forgetsClientsOfAServerThatIsGone_data();
    void forgetsClientsOfAServerThatIsGone();
    void forgetsThousandsAtOnce();
    void oneEventIsOneLine_data();
    void oneEventIsOneLine();
    void formatsViewsAndEventsAlike();
};

void LogFormatTest::formats_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const Event &event, const QByteArray &line) {
        QTest::newRow(name) << event << line + '\n';
    };
    using Kind = EventKind;
    row("listening", seen(Kind::ServerListening, hill, nobody, "127.0.0.1 12205"), "-- - listening: 127.0.0.1 12205");
    row("cannot listen", withReason(seen(Kind::ListenFailed, hill, nobody, "127.0.0.1 12205"), Reason::PortTaken),
        "-- - cannot listen (port in use): 127.0.0.1 12205");
    row("received", received(hill, jaquez, "AT Hill"), "<- Jaquez received: AT Hill");
    row("sent", sent(hill, jaquez, "AT Hill"), "-> Jaquez sent: AT Hill");
    row("lost", withReason(seen(Kind::LineLost, hill, jaquez, "AT Hill"), Reason::LinkIsDown),
        "-- Jaquez lost (link down): AT Hill");
    row("neighbour with its connection", fromClient(received(hill, jaquez, "AT Hill")), "<- Jaquez received: AT Hill");
    row("neighbour with a name of bytes", sent(hill, smith, "x"), "-> S\\xFF sent: x");
    row("a server that is not in the table", sent(hill, ServerIndex{ 3 }, "x"), "-> - sent: x");
    row("client whose coming was not seen", fromClient(received(hill, nobody, "IAMAT")),
        "<- connection-5 received: IAMAT");
    row("empty line", fromClient(received(hill, nobody, "")), "<- connection-5 received");
    row("rejected", withReason(fromClient(seen(Kind::Rejected, hill, nobody, "FOO: bar")), Reason::UnknownVerb),
        "-- connection-5 rejected (unknown command): FOO: bar");
    row("learned", withCount(seen(Kind::Learned, hill, jaquez, "AT Hill"), 2),
        "-- Jaquez learned, goes on to 2: AT Hill");
    row("link down", withReason(seen(Kind::LinkDown, hill, jaquez), Reason::CutByUser),
        "-- Jaquez link down (link cut by the user)");
    Event asked = fromClient(seen(Kind::PlacesAsked, hill));
    asked.update = { base::ClientId("kiwi\n"), 1 };
    row("places asked", asked, "-- connection-5 places asked: kiwi\\x0A");
    row("places answered", withCount(fromClient(seen(Kind::PlacesAnswered, hill)), 20),
        "-- connection-5 places answered, 20");
    Event google = fromClient(sent(hill, nobody, "AT Hill\x1b 1\n{\n \"a\"\n}"));
    row("an answer with its places", google, "-> connection-5 sent: AT Hill\\x1B 1\\x0A{\\x0A \"a\"\\x0A}");
    google.storeFirstLineOnly = true;
    row("an answer with places that are not to be stored", google,
        "-> connection-5 sent: AT Hill\\x1B 1 [Google's places, 8 bytes, are not kept: its terms forbid it]");
    google.bytes = "AT Hill";
    row("nothing that is not to be stored", google, "-> connection-5 sent: AT Hill");
    row("resumed", withCount(seen(Kind::LogResumed, hill, nobody, "/logs/Hill.log"), 7),
        "-- - log resumed, 7 lines are missing: /logs/Hill.log");
}

void LogFormatTest::formats()
{
    QFETCH(Event, event);
    LogFormatter format = formatter();
    QTEST(withoutTime(lineOf(format, event)), "line");
}

void LogFormatTest::writesTheTime_data()
{
    QTest::addColumn<qint64>("wallNs");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("some") << qint64{ someTime } << QByteArray("2026-03-02T20:12:14.918963Z");
    QTest::newRow("zero") << qint64{ 0 } << QByteArray("1970-01-01T00:00:00.000000Z");
    QTest::newRow("last of a second") << qint64{ 999'999'999 } << QByteArray("1970-01-01T00:00:00.999999Z");
    QTest::newRow("before 1970") << qint64{ -1 } << QByteArray("1969-12-31T23:59:59.999999Z");
    QTest::newRow("leap day") << qint64{ 1'709'164'800'000'001'000 } << QByteArray("2024-02-29T00:00:00.000001Z");
    QTest::newRow("most") << std::numeric_limits<qint64>::max() << QByteArray("2262-04-11T23:47:16.854775Z");
    QTest::newRow("least") << std::numeric_limits<qint64>::min() << QByteArray("1677-09-21T00:12:43.145224Z");
}

void LogFormatTest::writesTheTime()
{
    QFETCH(qint64, wallNs);
    QFETCH(QByteArray, text);
    LogFormatter format = formatter();
    Event event = sent(hill, jaquez, "x");
    // The date is remembered: another second before, the same one after.
    lineOf(format, event);
    event.wallNs = wallNs;
    QVERIFY(lineOf(format, event).startsWith(QByteArray(text + " -> ")));
    QVERIFY(lineOf(format, event).startsWith(QByteArray(text + " -> ")));
}

void LogFormatTest::remembersClients()
{
    LogFormatter format = formatter();
    const auto line = [&](const Event &event) {
        return withoutTime(lineOf(format, event));
    };
    QCOMPARE(line(fromClient(seen(EventKind::ClientConnected, hill, nobody, "127.0.0.1:53122"))),
        "-- 127.0.0.1:53122 connected\n");
    QCOMPARE(line(fromClient(received(hill, nobody, "IAMAT"))), "<- 127.0.0.1:53122 received: IAMAT\n");
    QCOMPARE(line(fromClient(sent(hill, nobody, "AT"), 6)), "-> connection-6 sent: AT\n");
    QCOMPARE(line(withReason(fromClient(seen(EventKind::ClientClosed, hill)), Reason::EndOfInput)),
        "-- 127.0.0.1:53122 closed (end of input, all answered)\n");
    QCOMPARE(line(fromClient(received(hill, nobody, "IAMAT"))), "<- connection-5 received: IAMAT\n");
}

void LogFormatTest::forgetsClientsOfAServerThatIsGone_data()
{
    QTest::addColumn<EventKind>("kind");
    QTest::newRow("crashed") << EventKind::ServerCrashed;
    QTest::newRow("stopped") << EventKind::ServerStopped;
}

void LogFormatTest::forgetsClientsOfAServerThatIsGone()
{
    QFETCH(EventKind, kind);
    LogFormatter format = formatter();
    lineOf(format, fromClient(seen(EventKind::ClientConnected, hill, nobody, "a:1"), 1));
    lineOf(format, fromClient(seen(EventKind::ClientConnected, jaquez, nobody, "b:2"), 2));
    lineOf(format, seen(kind, hill));
    QCOMPARE(withoutTime(lineOf(format, fromClient(sent(hill, nobody, "x"), 1))), "-> connection-1 sent: x\n");
    QCOMPARE(withoutTime(lineOf(format, fromClient(sent(jaquez, nobody, "x"), 2))), "-> b:2 sent: x\n");
}

// As in a herd of 140 linked servers that ends: it is a matter of milliseconds, not of minutes.
void LogFormatTest::forgetsThousandsAtOnce()
{
    constexpr std::uint64_t servers = 140;
    const auto at = [](std::uint64_t server) {
        return ServerIndex{ static_cast<std::int16_t>(server) };
    };
    LogFormatter format = formatter();
    QByteArray lines;
    for (std::uint64_t server = 0; server < servers; ++server) {
        for (std::uint64_t n = 1; n < servers; ++n) {
            Event event = seen(EventKind::ClientConnected, at(server), nobody, "a:1");
            event.connection = ConnectionId{ ((server + 1) << 40U) | n }; // as hosts number them
            format.appendLine(lines, event);
        }
    }
    QElapsedTimer timer;
    timer.start();
    for (std::uint64_t server = 0; server < servers && timer.elapsed() < 10'000; ++server)
        format.appendLine(lines, seen(EventKind::ServerStopped, at(server)));
    QVERIFY2(timer.elapsed() < 10'000, "it takes more than 10 s");
}

void LogFormatTest::oneEventIsOneLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("LF") << QByteArray("a\nb\n\n");
    QTest::newRow("CR") << QByteArray("a\rb\r\n");
    QTest::newRow("VT FF") << QByteArray("a\vb\f");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("NEL and separators") << QByteArray("a\xC2\x85 b\xE2\x80\xA8 c\xE2\x80\xA9");
    QTest::newRow("escape sequence") << QByteArray("\x1b[2J\x1b]0;title\x07\x9b");
    QTest::newRow("text that turns around") << QByteArray("\xE2\x80\xAE gnp.exe");
    QTest::newRow("a line of its own making") << QByteArray("x\n2026-03-02T20:12:14.918963Z -> Jaquez sent: AT");
    QByteArray every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    QTest::newRow("every byte") << every;
    QTest::newRow("long") << QByteArray(64 * 1024, '\n');
}

void LogFormatTest::oneEventIsOneLine()
{
    QFETCH(QByteArray, bytes);
    LogFormatter format = formatter();
    Event everywhere = fromClient(received(hill, nobody, bytes));
    everywhere.update = { base::ClientId(bytes), 1 };
    lineOf(format, fromClient(seen(EventKind::ClientConnected, hill, nobody, bytes)));
    const QByteArray line = lineOf(format, everywhere);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    QVERIFY(line.endsWith(QByteArray(": " + base::escaped(bytes) + '\n')));
    QVERIFY2(QString::fromUtf8(line).toUtf8() == line, "the file is valid UTF-8");
    for (const QChar c : QString::fromUtf8(line.chopped(1)))
        QVERIFY(c >= u' ' && !c.isNonCharacter() && c.category() != QChar::Other_Control
            && c.category() != QChar::Other_Format && c.category() != QChar::Separator_Line
            && c.category() != QChar::Separator_Paragraph);
}

void LogFormatTest::formatsViewsAndEventsAlike()
{
    LogFormatter format = formatter();
    const Event event = fromClient(received(hill, nobody, "IAMAT kiwi"));
    const EventView view(event);
    QByteArray ofView;
    format.appendLine(ofView, view);
    QCOMPARE(ofView, lineOf(format, event));
    QVERIFY2(ofView.contains(" connection-5 "), ofView.constData()); // nobody has told the formatter who it is
    QByteArray withAddress;
    format.appendLine(withAddress, view, "10.0.0.1:5\n");
    QCOMPARE(withAddress, QByteArray(ofView).replace("connection-5", "10.0.0.1:5\\x0A"));
}

HERD_TEST(LogFormatTest)
#include "tst_logformat.moc"
