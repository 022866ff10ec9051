// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/expectedanswers.h"
#include "tests/support/testmain.h"

#include <QTest>

using herdcore::host::ExpectedAnswers;

class ExpectedAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhenAllIsAnswered_data();
    void knowsWhenAllIsAnswered();
};

void ExpectedAnswersTest::knowsWhenAllIsAnswered_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("received"); // all is answered with its last line, and not before
    const auto row = [](const char *name, const char *sent, const char *received) {
        QTest::newRow(name) << QByteArray(sent) << QByteArray(received);
    };
    row("a report", "IAMAT kiwi +34-118 5\n", "AT Hill +1 kiwi +34-118 5");
    row("without its line end", "IAMAT kiwi +34-118 5", "AT Hill +1 kiwi +34-118 5");
    row("a question", "WHATSAT kiwi 10 5\n", "AT Hill +1 kiwi +34-118 5\n{\n\"results\": []\n}\n");
    row("a question on one line, and CRLF", "WHATSAT kiwi 10 5\n", "AT Hill +1 kiwi +34-118 5\r\n{ }\r\n\r");
    row("a question that is refused", "WHATSAT kiwi 10 99\n", "? WHATSAT kiwi 10 99");
    row("a blank before it", " WHATSAT kiwi 10 5\n", "AT Hill +1 kiwi +34-118 5\n{}\n");
    row("an empty line", "\n", "? ");
    row("several", "WHATSAT kiwi 10 5\nhello\nWHATSAT kiwi 10 5\n",
        "AT Hill +1 kiwi +34-118 5\n{}\n\n? hello\nAT Hill +1 kiwi +34-118 5\n{}\n");
}

void ExpectedAnswersTest::knowsWhenAllIsAnswered()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, received);
    ExpectedAnswers answers(sent);
    for (const QByteArray &line : received.split('\n')) {
        QVERIFY(!answers.areGiven());
        answers.take(line);
    }
    QVERIFY(answers.areGiven());
    answers.take("more than was asked for");
    QVERIFY(answers.areGiven());
}

HERD_TEST(ExpectedAnswersTest)
#include "tst_expectedanswers.moc"
