// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/escape.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

using namespace herdcore::base;

class EscapeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapes_data();
    void escapes();
    void canBeUndone();
    void undoesWhatPeopleType_data();
    void undoesWhatPeopleType();
    void cutsText_data();
    void cutsText();
};

void EscapeTest::escapes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &text) {
        QTest::newRow(name) << bytes << text;
    };
    const auto stays = [&row](const char *name, const QByteArray &bytes) {
        row(name, bytes, bytes);
    };
    stays("empty", "");
    stays("ASCII", " !\"#~AZaz09");
    stays("two bytes", "\xC3\xA9tudiant");
    stays("three bytes", "\xE2\x82\xAC");
    stays("four bytes", "\xF0\x9F\x98\x82");
    stays("last code point", "\xF4\x8F\xBF\xBF");
    row("backslash", "a\\x", "a\\\\x");
    row("NUL", QByteArray("a\0b", 3), "a\\x00b");
    row("line ends", "\r\n", "\\x0D\\x0A");
    row("tab VT FF", "\t\v\f", "\\x09\\x0B\\x0C");
    row("escape", "\x1b[2J", "\\x1B[2J");
    row("DEL", "\x7F", "\\x7F");
    row("C1, in UTF-8", "\xC2\x9B", "\\xC2\\x9B");
    row("NEL", "\xC2\x85", "\\xC2\\x85");
    row("line separator", "\xE2\x80\xA8", "\\xE2\\x80\\xA8");
    row("right-to-left override", "\xE2\x80\xAE", "\\xE2\\x80\\xAE");
    row("isolate", "\xE2\x81\xA6", "\\xE2\\x81\\xA6");
    row("zero width", "\xE2\x80\x8B", "\\xE2\\x80\\x8B");
    row("byte order mark", "\xEF\xBB\xBF", "\\xEF\\xBB\\xBF");
    row("tag", "\xF3\xA0\x81\x81", "\\xF3\\xA0\\x81\\x81");
    row("bad byte", "\xFF", "\\xFF");
    row("lone continuation", "\x80z", "\\x80z");
    row("cut at the end", "a\xE2\x82", "a\\xE2\\x82");
    row("cut in the middle", "\xE2\x82z", "\\xE2\\x82z");
    row("overlong slash", "\xC0\xAF", "\\xC0\\xAF");
    row("overlong, three", "\xE0\x80\xAF", "\\xE0\\x80\\xAF");
    row("overlong, four", "\xF0\x80\x80\xAF", "\\xF0\\x80\\x80\\xAF");
    row("surrogate", "\xED\xA0\x80", "\\xED\\xA0\\x80");
    row("beyond Unicode", "\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80");
}

void EscapeTest::escapes()
{
    QFETCH(QByteArray, bytes);
    QTEST(escaped(bytes), "text");
    QCOMPARE(unescaped(escaped(bytes)).value(), bytes);
}

void EscapeTest::canBeUndone()
{
    QRandomGenerator random(2026);
    for (int round = 0; round < 5000; ++round) {
        QByteArray bytes;
        for (int n = random.bounded(12); n > 0; --n)
            bytes += static_cast<char>(random.bounded(2) == 0 ? random.bounded(256) : random.bounded(0xE0, 0xF5));
        const QByteArray text = escaped(bytes);
        QCOMPARE(unescaped(text).value(), bytes);
        QCOMPARE(QString::fromUtf8(text).toUtf8(), text);
        QVERIFY(std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    }
}

void EscapeTest::undoesWhatPeopleType_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<QByteArray>>("bytes");
    const auto row = [](const QByteArray &text, const std::optional<QByteArray> &bytes) {
        QTest::newRow(text.constData()) << text << bytes;
    };
    row("kiwi", QByteArray("kiwi"));
    row("\\xff", QByteArray("\xff"));
    row("\\xFF\\xfEa",
        QByteArray("\xff\xfe"
                   "a"));
    row("a\\x00b", QByteArray("a\0b", 3));
    row("\\\\xff", QByteArray("\\xff"));
    row("\xC3\xA9", QByteArray("\xC3\xA9"));
    row("\\", std::nullopt);
    row("\\x", std::nullopt);
    row("\\xf", std::nullopt);
    row("\\xfg", std::nullopt);
    row("\\n", std::nullopt);
    row("\\Xff", std::nullopt);
}

void EscapeTest::undoesWhatPeopleType()
{
    QFETCH(QByteArray, text);
    QTEST(unescaped(text), "bytes");
}

void EscapeTest::cutsText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("shorter") << QByteArray("abc") << QStringLiteral("abc");
    QTest::newRow("exactly") << QByteArray("abcd") << QStringLiteral("abcd");
    QTest::newRow("longer") << QByteArray("abcde") << QStringLiteral("abcd\u2026");
    QTest::newRow("in a character") << QByteArray("abc\xC3\xA9") << QStringLiteral("abc\\xC3\u2026");
    QTest::newRow("million") << QByteArray(1'000'000, '\n') << QStringLiteral("\\x0A\\x0A\\x0A\\x0A\u2026");
}

void EscapeTest::cutsText()
{
    QFETCH(QByteArray, bytes);
    QTEST(escapedText(bytes, 4), "text");
}

HERD_TEST(EscapeTest)
#include "tst_escape.moc"
