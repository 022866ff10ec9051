// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/parser.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <variant>

using namespace herdcore;
using base::Reason;
using protocol::IAmAt, protocol::WhatsAt;

Q_DECLARE_METATYPE(herdcore::base::Reason)

namespace {

QByteArray bytes(const char *text, qsizetype size)
{
    return { text, size };
}

void rejectionColumns()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QByteArray>("offending");
}

} // namespace

// What clients send: protocol.md section 1.
class ClientLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsIAmAt_data();
    void readsIAmAt();
    void readsWhatsAt_data();
    void readsWhatsAt();
    void rejectsLines_data();
    void rejectsLines();
    void answersInvalidLines_data();
    void answersInvalidLines();
    void knowsTheWeb_data();
    void knowsTheWeb();
};

void ClientLinesTest::readsIAmAt_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("time");
    const auto row = [](const char *name, const QByteArray &line, const QByteArray &client = "kiwi",
                         const QByteArray &location = "+34-118", const QByteArray &time = "90") {
        QTest::newRow(name) << line << client << location << time;
    };
    row("plain", "IAMAT kiwi +34-118 90");
    row("CRLF", "IAMAT kiwi +34-118 90\r");
    row("all white space", "\t\v\fIAMAT \f\v\tkiwi\r+34-118  \n90 \t\r\v\f");
    row("other white space is none", "IAMAT ki\xC2\xA0wi +34-118 90", "ki\xC2\xA0wi");
    row("not ASCII", "IAMAT \xC3\xA9tudiant +34-118 90", "\xC3\xA9tudiant");
    row("four bytes a character", "IAMAT \xF0\x9F\x98\x82 +34-118 90", "\xF0\x9F\x98\x82");
    row("not UTF-8", "IAMAT \xFF\xFE +34-118 90", "\xFF\xFE");
    row("NUL and controls", bytes("IAMAT a\0\x01\x1b\x7f +34-118 90", 22), bytes("a\0\x01\x1b\x7f", 5));
    row("a verb for a name", "IAMAT IAMAT +34-118 90", "IAMAT");
    row("a field that looks like another", "IAMAT +34-118 +34-118 90", "+34-118");
    row("texts stay as they were", "IAMAT kiwi +034.00-0118.0 0090.50", "kiwi", "+034.00-0118.0", "0090.50");
    row("a long name", "IAMAT " + QByteArray(60'000, 'x') + " +34-118 90", QByteArray(60'000, 'x'));
}

void ClientLinesTest::readsIAmAt()
{
    QFETCH(QByteArray, line);
    const auto message = protocol::parseClientLine(line);
    QVERIFY(message);
    const auto *iAmAt = std::get_if<IAmAt>(&*message);
    QVERIFY(iAmAt);
    QTEST(iAmAt->client.bytes(), "client");
    QTEST(iAmAt->location.text, "location");
    QTEST(iAmAt->time.text, "time");
}

void ClientLinesTest::readsWhatsAt_data()
{
    QTest::addColumn<QByteArray>("radius");
    QTest::addColumn<QByteArray>("bound");
    QTest::addColumn<double>("radiusKm");
    QTest::addColumn<int>("results");
    QTest::newRow("least") << QByteArray("0") << QByteArray("0") << 0.0 << 0;
    QTest::newRow("most") << QByteArray("50") << QByteArray("20") << 50.0 << 20;
    QTest::newRow("one less") << QByteArray("49") << QByteArray("19") << 49.0 << 19;
    QTest::newRow("decimal") << QByteArray("10.25") << QByteArray("5") << 10.25 << 5;
    QTest::newRow("most, in decimals") << QByteArray("50.000") << QByteArray("5") << 50.0 << 5;
    QTest::newRow("nearly too much") << QByteArray("49.99999999999999999999") << QByteArray("5") << 50.0 << 5;
    QTest::newRow("zeros in front") << QByteArray("00050") << QByteArray("00000000000000000000000020") << 50.0 << 20;
}

void ClientLinesTest::readsWhatsAt()
{
    QFETCH(QByteArray, radius);
    QFETCH(QByteArray, bound);
    const auto message = protocol::parseClientLine(QByteArray("WHATSAT\tkiwi " + radius + ' ' + bound + '\r'));
    QVERIFY(message);
    const auto *whatsAt = std::get_if<WhatsAt>(&*message);
    QVERIFY(whatsAt);
    QCOMPARE(whatsAt->client.bytes(), QByteArray("kiwi"));
    QTEST(whatsAt->radiusKm, "radiusKm");
    QTEST(whatsAt->bound, "results");
}

void ClientLinesTest::rejectsLines_data()
{
    rejectionColumns();
    const auto row = [](const QByteArray &line, Reason reason, const QByteArray &offending = {}) {
        QTest::addRow("%s", line.constData()) << line << reason << offending;
    };
    row("", Reason::EmptyLine);
    row(" \t\r\v\f", Reason::EmptyLine);
    row("hello", Reason::UnknownVerb, "hello");
    row("iamat kiwi +34-118 90", Reason::UnknownVerb, "iamat");
    row("Whatsat kiwi 10 5", Reason::UnknownVerb, "Whatsat");
    row("IAMATkiwi +34-118 90", Reason::UnknownVerb, "IAMATkiwi");
    row("? IAMAT", Reason::UnknownVerb, "?");
    row("AT Hill +1 kiwi +34-118 90", Reason::UnknownVerb, "AT");
    row("\xEF\xBB\xBFIAMAT kiwi +34-118 90", Reason::UnknownVerb, "\xEF\xBB\xBFIAMAT");

    row("IAMAT", Reason::MissingField);
    row("IAMAT kiwi +34-118", Reason::MissingField);
    row("IAMAT kiwi +34-118 90 91", Reason::ExtraField, "91");
    row("IAMAT kiwi +34 -118 90", Reason::ExtraField, "90");
    row("IAMAT k i w i +34-118 90" + QByteArray(" x").repeated(50), Reason::ExtraField, "i");
    row("WHATSAT kiwi 10", Reason::MissingField);
    row("WHATSAT kiwi 10 5 5", Reason::ExtraField, "5");
    // The first thing that is wrong is named.
    row("IAMAT kiwi here now", Reason::BadLocation, "here");
    row("IAMAT kiwi +34-118 now", Reason::BadTime, "now");

    for (const char *radius : { "-1", "+1", "1.", ".5", "1e1", "nan", "inf", "0x10", "1,5", "10km" })
        row("WHATSAT kiwi " + QByteArray(radius) + " 5", Reason::BadRadius, radius);
    for (const char *radius :
        { "51", "50.1", "50.00000000000000000001", "99999999999999999999", "100000000000000000000000" })
        row("WHATSAT kiwi " + QByteArray(radius) + " 5", Reason::RadiusOutOfRange, radius);
    for (const char *bound : { "-1", "+5", "5.0", "5.", ".5", "1e1", "five", "0x5" })
        row("WHATSAT kiwi 10 " + QByteArray(bound), Reason::BadBound, bound);
    for (const char *bound : { "21", "100", "18446744073709551636", "99999999999999999999999999" })
        row("WHATSAT kiwi 10 " + QByteArray(bound), Reason::BoundOutOfRange, bound);
}

void ClientLinesTest::rejectsLines()
{
    QFETCH(QByteArray, line);
    const auto message = protocol::parseClientLine(line);
    QVERIFY(!message);
    QTEST(message.error().reason, "reason");
    QTEST(message.error().offending, "offending");
}

void ClientLinesTest::answersInvalidLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("plain") << QByteArray("hello") << QByteArray("? hello");
    QTest::newRow("empty") << QByteArray() << QByteArray("? ");
    QTest::newRow("the CR of a CRLF is line end") << QByteArray("hello\r") << QByteArray("? hello");
    QTest::newRow("only one CR is") << QByteArray("hello\r\r") << QByteArray("? hello\r");
    QTest::newRow("only at the end") << QByteArray("he\rllo ") << QByteArray("? he\rllo ");
    QTest::newRow("white space stays") << QByteArray("\t hello \v\f") << QByteArray("? \t hello \v\f");
    QTest::newRow("bytes stay") << bytes("\xff\0\x1b", 3) << bytes("? \xff\0\x1b", 5);
}

void ClientLinesTest::answersInvalidLines()
{
    QFETCH(QByteArray, line);
    QTEST(protocol::invalidAnswer(line), "answer");
}

void ClientLinesTest::knowsTheWeb_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isWeb");
    for (const char *verb : { "GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "CONNECT", "TRACE" })
        QTest::newRow(verb) << QByteArray(verb).append(" /\r") << true;
    QTest::newRow("lower case") << QByteArray("get /") << true;
    QTest::newRow("mixed case, tab") << QByteArray("gEt\t/") << true;
    QTest::newRow("after a blank") << QByteArray(" POST /") << true;
    QTest::newRow("after many") << QByteArray("\r \t\v\fPOST /") << true;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r") << true;
    QTest::newRow("HTTP/2, without a version") << QByteArray("PRI *") << true;
    QTest::newRow("a verb of its own") << QByteArray("PROPFIND / HTTP/1.1\r") << true;
    QTest::newRow("a verb of ours") << QByteArray("IAMAT / HTTP/1.1\r") << true;
    QTest::newRow("a greeting") << QByteArray("PEER / HTTP/1.1\r") << true;
    QTest::newRow("no verb") << QByteArray(" HTTP/") << true;
    QTest::newRow("version in lower case") << QByteArray("x / http/1.1") << true;
    QTest::newRow("TLS") << bytes("\x16\x03\x01\x02\x00IAMAT", 10) << true;
    QTest::newRow("TLS, one byte") << bytes("\x16", 1) << true;

    QTest::newRow("without a path") << QByteArray("GET") << false;
    QTest::newRow("with only a blank") << QByteArray("GET \r") << false;
    QTest::newRow("a longer word") << QByteArray("GETTING / x") << false;
    QTest::newRow("a shorter word") << QByteArray("GE / x") << false;
    QTest::newRow("verb later in the line") << QByteArray("x GET /") << false;
    QTest::newRow("no blank before the version") << QByteArray("xHTTP/1.1 x") << false;
    QTest::newRow("no slash behind it") << QByteArray("x HTTP 1.1") << false;
    QTest::newRow("a header") << QByteArray("Host: 127.0.0.1") << false;
    QTest::newRow("TLS later in the line") << bytes("x\x16\x03", 3) << false;
    QTest::newRow("the byte before") << bytes("\x15\x03", 2) << false;
    QTest::newRow("the byte after") << bytes("\x17\x03", 2) << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("blank") << QByteArray(" \t\r") << false;
}

void ClientLinesTest::knowsTheWeb()
{
    QFETCH(QByteArray, line);
    QTEST(protocol::looksLikeWeb(line), "isWeb");
}

HERD_TEST(ClientLinesTest)
#include "tst_clientlines.moc"
