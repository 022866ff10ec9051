// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/live/words.h"
#include "ui/log/messagefilter.h"

#include "tests/support/herdstory.h"

#include <QtTest>

using namespace herdcore::state;
using namespace uitest;
using ui::MessageFilter;

// One herd's story; each filter is asked which of its numbered events it accepts.
class TestMessageFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void anythingCanBeQuoted_data();
    void anythingCanBeQuoted();
    void untrustedTextNeverCrashes();
    void everyKindCanBeAskedFor();
    void everyReasonCanBeAskedFor();
    void wordsOfTheLastReasonsMatch();

private:
    [[nodiscard]] QString numbers(const MessageFilter &filter) const;

    HerdStory m_story;
    herdcore::state::HerdState m_state{ defaultProfile() };
};

void TestMessageFilter::initTestCase()
{
    const UpdateKey kiwi{ ClientId("kiwi"), 5 };
    const UpdateKey bytes{ ClientId("a\xff \\"), 6 };
    const auto client = m_story.connect(hill); // 1, 127.0.0.1:40001
    const auto asked = m_story.client(EventKind::LineReceived, hill, client, "IAMAT kiwi +34-118 5", kiwi); // 2
    m_story.client(EventKind::LineSent, hill, client, "AT Hill +0.1 kiwi +34-118 5", kiwi, asked); // 3
    m_story.fact(EventKind::Learned, hill, ServerIndex::None, Reason::None, "AT Hill", kiwi, asked); // 4
    m_story.fact(EventKind::LineSent, hill, smith, Reason::None, "AT Hill +0.1 kiwi +34-118 5", kiwi, asked); // 5
    m_story.fact(EventKind::LineReceived, smith, hill, Reason::None, "AT Hill +0.1 kiwi +34-118 5", kiwi); // 6
    m_story.client(EventKind::LineReceived, hill, client, "hello \"you\"", {}); // 7
    m_story.fact(EventKind::Rejected, hill, ServerIndex::None, Reason::UnknownVerb, "hello"); // 8
    m_story.client(EventKind::LineReceived, hill, client, "IAMAT a\xff \\ x", bytes); // 9
    m_story.fact(EventKind::LinkDown, smith, hill, Reason::PeerReset); // 10
    m_story.read([this](const EventView &event) { m_state.fold(event); });
}

QString TestMessageFilter::numbers(const MessageFilter &filter) const
{
    QStringList accepted;
    m_story.read([&](const EventView &event) {
        if (filter.accepts(event, m_state))
            accepted.append(QString::number(number(event.id)));
    });
    return accepted.join(QLatin1Char(' '));
}

void TestMessageFilter::accepts_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *filter, const char *expected) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(expected);
    };
    row("", "1 2 3 4 5 6 7 8 9 10");
    row("   ", "1 2 3 4 5 6 7 8 9 10");
    row("kind == flood", "5 6");
    row("kind==FLOOD", "5 6");
    row("kind == iamat", "2 9");
    row("kind == answer", "3");
    row("kind == error", "7 8");
    row("kind == decision", "4");
    row("kind == learned", "4");
    row("kind == sent", "3 5");
    row("kind == \"link down\"", "10");
    row("kind ~ link", "10");
    row("kind != flood", "1 2 3 4 7 8 9 10");
    row("client == kiwi", "2 3 4 5 6");
    row("client == Kiwi", "");
    row("client ~ KIW", "2 3 4 5 6");
    row("client != kiwi", "1 7 8 9 10");
    row("client == \"a\\xFF \\\\\"", "9");
    row("server == hill", "1 2 3 4 5 7 8 9");
    row("server ~ mit", "6 10");
    row("from == Smith", "10");
    row("from ~ 40001", "1 2 7 9");
    row("to == smith", "5 6");
    row("to == 127.0.0.1:40001", "3");
    row("text ~ hello", "7 8");
    row("text == hello", "8");
    row("hello", "7 8");
    row("HELLO", "7 8");
    row("\"HELLO \\\"you\"", "7");
    row("learned", "4");
    row("reset", "10");
    row("+34-118", "2 3 5 6");
    row("reason ~ unknown", "8");
    row("reason == \"reset by the other end\"", "10");
    row("no == 3", "3");
    row("no >= 4 && no < 6", "4 5");
    row("no ~ 1", "1 10");
    row("no <= 2 || no > 9", "1 2 10");
    row("kind == flood && client ~ kiwi && server == Hill", "5");
    row("no == 1 || no == 2 && no == 3", "1");
    row("(no == 1 || no == 2) && no == 2", "2");
    row("!kind==flood && !(no < 9)", "9 10");
    row("!!no==1", "1");
    row("client == \u201ckiwi\u201d", "2 3 4 5 6");
    row("client == \u201ekiwi\u201c && no<4", "2 3");
    row("client == \u00abkiwi\u00bb", "2 3 4 5 6");
    row("\u201cHELLO \\\"you\"", "7");
    row("\"kind\"", "");
    row("text ~ \"\"", "1 2 3 4 5 6 7 8 9 10");
}

void TestMessageFilter::accepts()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, expected);
    const auto parsed = MessageFilter::parse(filter, m_story.profile);
    QVERIFY2(parsed.hasValue(), parsed ? "" : qPrintable(parsed.error().message));
    QCOMPARE(numbers(*parsed), expected);
    QCOMPARE(parsed->acceptsAll(), filter.trimmed().isEmpty());
}

void TestMessageFilter::refuses_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("token"); // what the error points at
    QTest::addColumn<QString>("inMessage");
    const auto row = [](const char *filter, const char *token, const char *inMessage) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(token) << QString::fromUtf8(inMessage);
    };
    row("kind == floo", "floo", "\"floo\" is not a kind");
    row("clint == kiwi", "clint", "\"clint\" is not a field");
    row("server == Hil", "Hil", "servers are Hill, Jaquez");
    row("a && kind", "kind", "a comparison is missing after \"kind\"");
    row("kind ==", "", "missing after \"==\"");
    row("kind == && a", "&&", "missing after \"==\"");
    row("== flood", "==", "missing before \"==\"");
    row("a b", "b", "&& or || is missing before \"b\"");
    row("a &&", "", "missing at the end");
    row("a & b", "&", "before \"&\"");
    row("client = kiwi", "=", "before \"=\"");
    row("= kiwi", "=", "\"=\" alone means nothing");
    row("(a || b", "(", "never closed");
    row("a)", ")", "unmatched )");
    row("()", ")", "missing before \")\"");
    row("!", "", "missing at the end");
    row("client == \"kiwi", "\"kiwi", "quote is never closed");
    row("\"kiwi", "\"kiwi", "quote is never closed");
    row("no == three", "three", "not a number");
    row("no == -1", "-1", "not a number");
    row("client < kiwi", "<", "for numbers");
    row("client == 'kiwi'", "'kiwi'", "quotes are \"double\" ones");
    row("client == \u2018kiwi\u2019", "\u2018kiwi\u2019", "quotes are \"double\" ones");
    row("\u2019tis", "\u2019tis", "quotes are \"double\" ones");
    row("client == \u201ckiwi", "\u201ckiwi", "quote is never closed");
    row("\"kiwi\u201d", "\"kiwi\u201d", "quote is never closed");
    row("client == =", "=", "missing after \"==\"");
    row("\"kind\" == flood", "==", "missing before \"==\"");
}

void TestMessageFilter::refuses()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, token);
    QFETCH(const QString, inMessage);
    const auto parsed = MessageFilter::parse(filter, m_story.profile);
    QVERIFY(!parsed.hasValue());
    QCOMPARE(filter.mid(parsed.error().position, parsed.error().length), token);
    QVERIFY2(parsed.error().message.contains(inMessage), qPrintable(parsed.error().message));
}

void TestMessageFilter::anythingCanBeQuoted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("word") << QByteArray("kiwi");
    QTest::newRow("two words") << QByteArray("two words");
    QTest::newRow("operators") << QByteArray("a&&b==c!(d)~|");
    QTest::newRow("quote") << QByteArray("a\"b\"");
    QTest::newRow("typographic quote") << QByteArray("\xe2\x80\x9c"
                                                     "a");
    QTest::newRow("apostrophe first") << QByteArray("'tis");
    QTest::newRow("backslash") << QByteArray("a\\b\\");
    QTest::newRow("looks escaped") << QByteArray("\\x41");
    QTest::newRow("not UTF-8") << QByteArray("\xff\x00\x01", 3);
    QTest::newRow("UTF-8") << QByteArray("\xc3\xa9tudiant");
    QTest::newRow("reversing") << QByteArray("\xe2\x80\xae");
    QTest::newRow("empty") << QByteArray("");
}

void TestMessageFilter::anythingCanBeQuoted()
{
    QFETCH(const QByteArray, bytes);
    const auto parsed
        = MessageFilter::parse(QStringLiteral("client == ") + MessageFilter::quoted(bytes), m_story.profile);
    QVERIFY(parsed.hasValue());
    herdcore::observe::EventView event{};
    event.client = bytes;
    QVERIFY(parsed->accepts(event, m_state));
    event.client = "other";
    QVERIFY(!parsed->accepts(event, m_state));
}

void TestMessageFilter::untrustedTextNeverCrashes()
{
    const QString signs = QStringLiteral("()!&|=<>~\"\\ akno1");
    quint32 random = 1;
    int valid = 0;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int k = 0; k < 12; ++k) {
            random = random * 1664525U + 1013904223U;
            text += signs[(random >> 16) % static_cast<quint32>(signs.size())];
        }
        const auto parsed = MessageFilter::parse(text, m_story.profile);
        valid += parsed.hasValue();
        if (!parsed)
            QVERIFY(!parsed.error().message.isEmpty() && parsed.error().position <= text.size());
    }
    QVERIFY(valid > 0);
    QVERIFY(!MessageFilter::parse(QString(30'000, QLatin1Char('(')), m_story.profile).hasValue());
    QVERIFY(!MessageFilter::parse(QString(30'000, QLatin1Char('!')), m_story.profile).hasValue());
}

void TestMessageFilter::everyKindCanBeAskedFor()
{
    for (const auto &row : herdcore::observe::allKinds()) {
        const QString filter = QStringLiteral("kind == \"%1\"").arg(ui::Words::of(row.kind));
        const auto parsed = MessageFilter::parse(filter, m_story.profile);
        QVERIFY2(parsed.hasValue(), qPrintable(filter));
        int accepted = 0;
        for (const auto &other : herdcore::observe::allKinds()) {
            EventView event{};
            event.kind = other.kind;
            const bool isOne = parsed->accepts(event, m_state);
            accepted += isOne;
            QVERIFY2(isOne || other.kind != row.kind, qPrintable(filter));
        }
        QVERIFY2(accepted == 1, qPrintable(filter));
    }
}

void TestMessageFilter::everyReasonCanBeAskedFor()
{
    for (const auto &row : herdcore::observe::allReasons()) {
        const QString words = ui::Words::of(row.reason);
        const auto exact = MessageFilter::parse(QStringLiteral("reason == \"%1\"").arg(words), m_story.profile);
        const auto part = MessageFilter::parse(QStringLiteral("reason ~ \"%1\"").arg(words.mid(1)), m_story.profile);
        QVERIFY2(exact.hasValue() && part.hasValue(), qPrintable(words));
        for (const auto &other : herdcore::observe::allReasons()) {
            EventView event{};
            event.reason = other.reason;
            QVERIFY2(exact->accepts(event, m_state) == (other.reason == row.reason), qPrintable(words));
            QVERIFY2(part->accepts(event, m_state) || other.reason != row.reason, qPrintable(words));
        }
    }
}

void TestMessageFilter::wordsOfTheLastReasonsMatch()
{
    const auto accepts = [this](const QString &filter, Reason reason) {
        EventView event{};
        event.reason = reason;
        return MessageFilter::parse(filter, m_story.profile).value().accepts(event, m_state);
    };
    for (const Reason reason : { Reason::DroppedByFault, Reason::DuplicatedByFault, Reason::ReorderedByFault })
        QVERIFY(accepts(QStringLiteral("reason ~ fault"), reason));
    QVERIFY(accepts(QStringLiteral("reason ~ command"), Reason::CannotBeStarted));
    QVERIFY(accepts(QStringLiteral("reason ~ journal"), Reason::FromJournal));
    QVERIFY(accepts(QStringLiteral("journal"), Reason::FromJournal));
    QVERIFY(!accepts(QStringLiteral("reason ~ fault"), Reason::FromJournal));
}

HERD_TEST(TestMessageFilter)
#include "tst_messagefilter.moc"
