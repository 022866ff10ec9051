// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/inject/injectorline.h"

#include "herdcore/base/time.h"
#include "ui/inject/injectorsnippets.h"

#include <QTest>

using namespace ui;
using herdcore::base::nsPerSecond;

constexpr std::int64_t now = 1'520'023'934 * nsPerSecond + 918'963'997;

class TestInjectorLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedText_data();
    void typedText();
    void lines();
    void verdicts_data();
    void verdicts();
    void severalLines();
    void snippets_data();
    void snippets();
};

void TestInjectorLine::typedText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("wrongAt"); // -1: valid
    QTest::newRow("empty") << "" << QByteArray() << -1;
    QTest::newRow("plain") << "IAMAT kiwi" << QByteArray("IAMAT kiwi") << -1;
    QTest::newRow("UTF-8") << QStringLiteral("\u00e9\U0001F602") << QByteArray("\xc3\xa9\xf0\x9f\x98\x82") << -1;
    QTest::newRow("a byte") << "a\\xffb"
                            << QByteArray("a\xff"
                                          "b")
                            << -1;
    QTest::newRow("NUL") << "a\\x00\\0" << QByteArray("a\0\0", 3) << -1;
    QTest::newRow("line ends") << "\\r\\n\\t" << QByteArray("\r\n\t") << -1;
    QTest::newRow("backslash") << "\\\\x41" << QByteArray("\\x41") << -1;
    QTest::newRow("unknown escape") << "ab\\q" << QByteArray() << 2;
    QTest::newRow("lonely backslash") << "ab\\" << QByteArray() << 2;
    QTest::newRow("half a byte") << "\\xf" << QByteArray() << 0;
    QTest::newRow("no hex") << "\\xzz" << QByteArray() << 0;
    QTest::newRow("now") << "{now}" << QByteArray("1520023934.918963997") << -1;
    QTest::newRow("an hour ago") << "{now-3600} x" << QByteArray("1520020334.918963997 x") << -1;
    QTest::newRow("ahead") << "{now+0.5}" << QByteArray("1520023935.418963997") << -1;
    QTest::newRow("before 1970") << "{now-999999999}{now-999999999}"
                                 << QByteArray("520023935.918963997520023935.918963997") << -1;
    QTest::newRow("not a time") << "{now5} {then} {now" << QByteArray("{now5} {then} {now") << -1;
    QTest::newRow("too far") << "{now+1e300}" << QByteArray("{now+1e300}") << -1;
    QTest::newRow("not a number") << "{now+nan}" << QByteArray("{now+nan}") << -1;
}

void TestInjectorLine::typedText()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QFETCH(int, wrongAt);
    const auto typed = typedBytes(text, now);
    QCOMPARE(typed.hasValue(), wrongAt < 0);
    if (typed)
        QCOMPARE(*typed, bytes);
    else
        QCOMPARE(static_cast<int>(typed.error().position), wrongAt);
}

void TestInjectorLine::lines()
{
    QCOMPARE(iamatLine("kiwi", 34.06893, -118.445127, now),
        QByteArray("IAMAT kiwi +34.068930-118.445127 1520023934.918963997"));
    QCOMPARE(isoLocation(-0.5, 0), QByteArray("-0.500000+0.000000"));
    QCOMPARE(isoLocation(-0.0000001, 180), QByteArray("-0.000000+180.000000"));
    QCOMPARE(whatsatLine("kiwi", 10, 5), QByteArray("WHATSAT kiwi 10 5"));
    QCOMPARE(whatsatLine("kiwi", 0.001, 0), QByteArray("WHATSAT kiwi 0.001 0"));
}

void TestInjectorLine::verdicts_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("contains");
    const int valid = static_cast<int>(Verdict::Kind::Valid);
    const int unusual = static_cast<int>(Verdict::Kind::Unusual);
    const int invalid = static_cast<int>(Verdict::Kind::Invalid);
    QTest::newRow("IAMAT") << QByteArray("IAMAT kiwi +34.06893-118.445127 1520023934.9") << valid
                           << "34.06893 N, 118.44513 W";
    QTest::newRow("old") << QByteArray("IAMAT kiwi +34-118 1520020334") << valid << "1 h ago";
    QTest::newRow("ahead") << QByteArray("IAMAT kiwi +34-118 1520113934") << valid << "1 d ahead";
    QTest::newRow("WHATSAT") << QByteArray("WHATSAT kiwi 10 5") << valid << "at most 5 places within 10 km of kiwi";
    QTest::newRow("51 km") << QByteArray("WHATSAT kiwi 51 5") << invalid << "51";
    QTest::newRow("empty") << QByteArray() << invalid << "Invalid";
    QTest::newRow("bytes") << QByteArray("\xff\x1b") << invalid << "\\xFF\\x1B";
    QTest::newRow("between servers") << QByteArray("AT Hill +0.1 kiwi +34-118 1520023934.9") << unusual
                                     << "never answered";
    QTest::newRow("milliseconds") << QByteArray("IAMAT kiwi +34-118 1520023934918") << invalid
                                  << "This looks like milliseconds; in seconds it is 1520023934.918.";
    QTest::newRow("nanoseconds") << QByteArray("IAMAT kiwi +34-118 1520023934918963997") << invalid
                                 << "This looks like nanoseconds; in seconds it is 1520023934.918963997.";
    QTest::newRow("too late") << QByteArray("IAMAT kiwi +34-118 99999999999") << invalid
                              << "A time is in seconds since 1970.";
    QTest::newRow("decimal commas") << QByteArray("IAMAT kiwi +34,5-118,5 1520023934") << invalid
                                    << "Write decimal points.";
    QTest::newRow("a typographic minus") << QByteArray("IAMAT kiwi +34\xe2\x88\x92"
                                                       "118 1520023934")
                                         << invalid << "U+2212 at character 15 is not a minus sign.";
    QTest::newRow("a Cyrillic letter") << QByteArray("I\xd0\x90MAT kiwi +34-118 1520023934") << invalid
                                       << "U+0410 at character 2 is not the letter A.";
    QTest::newRow("a hard blank") << QByteArray("WHATSAT kiwi\xc2\xa0"
                                                "10 5")
                                  << invalid << "U+00A0 at character 13 is not a blank.";
    QTest::newRow("an accent is none") << QByteArray("WHATSAT kiw\xc3\xad 51 5") << invalid << "51";
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1") << unusual << "HTTP";
}

void TestInjectorLine::verdicts()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    QFETCH(QString, contains);
    const Verdict verdict = verdictOf(line, now);
    QVERIFY2(verdict.text.contains(contains), qPrintable(verdict.text));
    QCOMPARE(static_cast<int>(verdict.kind), kind);
}

void TestInjectorLine::severalLines()
{
    const auto verdicts = verdictsOf("WHATSAT kiwi 5 2\nx\n\nWHATSAT kiwi 5 2", now);
    QCOMPARE(verdicts.size(), 4);
    QVERIFY(verdicts[0].kind == Verdict::Kind::Valid);
    QVERIFY(verdicts[1].kind == Verdict::Kind::Invalid);
    QVERIFY(verdicts[2].kind == Verdict::Kind::Invalid);
    QVERIFY(verdicts[3].kind == Verdict::Kind::Valid);
    QCOMPARE(verdictsOf("a\nb\nc\n", now, 2).size(), 2);
    QCOMPARE(verdictsOf("a\n", now).size(), 1);
}

void TestInjectorLine::snippets_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < shippedSnippets().size(); ++i)
        QTest::newRow(qPrintable(shippedSnippets()[i].name)) << i;
}

// The parser agrees with the group that a snippet is in.
void TestInjectorLine::snippets()
{
    QFETCH(int, index);
    const Snippet &snippet = shippedSnippets()[index];
    const auto bytes = typedBytes(snippet.text, now);
    QVERIFY(bytes.hasValue());
    const auto verdicts = verdictsOf(QByteArray(*bytes + '\n'), now);
    QVERIFY(!verdicts.isEmpty());
    if (snippet.group == QStringLiteral("Rejected")) {
        // Only a server can tell that a client is unknown.
        const bool unknown = snippet.text.contains(QStringLiteral("nobody"));
        QCOMPARE(verdicts[0].kind == Verdict::Kind::Invalid, !unknown);
    } else if (!snippet.text.startsWith(QStringLiteral("GET"))) {
        for (const Verdict &verdict : verdicts)
            QVERIFY2(verdict.kind == Verdict::Kind::Valid, qPrintable(verdict.text));
    }
}

HERD_TEST(TestInjectorLine)
#include "tst_injectorline.moc"
