// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/words.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace herdcore::observe;
using herdcore::base::EventKind, herdcore::base::Reason;

namespace {

// Plain ASCII, nothing at either end, and in braces only what is known there.
bool isText(QByteArrayView text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    QByteArray rest = text.toByteArray();
    for (const char *name : { "{server}", "{other}", "{client}", "{bytes}", "{count}" })
        rest.replace(name, "");
    return plain && text.trimmed() == text && !rest.contains('{') && !rest.contains('}');
}

} // namespace

class KindTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsRow();
    void everyKindHasWordsOfItsOwn();
    void everyKindHasASentence();
    void everyReasonHasWordsOfItsOwn();
};

void KindTableTest::everyKindHasItsRow()
{
    QCOMPARE(allKinds().size(), static_cast<std::size_t>(EventKind::Count));
    QCOMPARE(allReasons().size(), static_cast<std::size_t>(Reason::Count));
    for (const KindRow &row : allKinds())
        QCOMPARE(&rowOf(row.kind), &row);
}

void KindTableTest::everyKindHasWordsOfItsOwn()
{
    QSet<QByteArray> logWords;
    QSet<QByteArray> windowWords;
    for (const KindRow &row : allKinds()) {
        const QByteArray word = row.word.toByteArray();
        QVERIFY2(!word.isEmpty(), qPrintable(QString::number(static_cast<int>(row.kind))));
        QVERIFY2(isText(word) && word.count(' ') <= 1 && !word.contains('{'), word.constData());
        QVERIFY2(!logWords.contains(word), word.constData());
        logWords.insert(word);
        QCOMPARE(inWords(row.kind), row.word);
        const QByteArray inWindow = row.windowWord ? QByteArray(row.windowWord) : word;
        QVERIFY2(!inWindow.isEmpty() && isText(inWindow) && !windowWords.contains(inWindow), inWindow.constData());
        windowWords.insert(inWindow);
    }
}

void KindTableTest::everyKindHasASentence()
{
    // What these say depends on the line, on figures or on another record: the window has code for them.
    const QSet<EventKind> special{ EventKind::LineReceived, EventKind::LineSent, EventKind::Learned, EventKind::Stale,
        EventKind::PlacesAnswered };
    for (const KindRow &row : allKinds()) {
        const QByteArray word = row.word.toByteArray();
        QVERIFY2((row.sentence == nullptr) == special.contains(row.kind), word.constData());
        if (row.sentence) {
            const QByteArray sentence(row.sentence);
            QVERIFY2(isText(sentence) && sentence.size() > 10 && !sentence.endsWith('.'), word.constData());
        }
        QVERIFY2(!row.row || (isText(row.row) && *row.row != 0), word.constData());
        QVERIFY2(row.afterCount.isEmpty() || !row.beforeCount.isEmpty(), word.constData());
    }
}

void KindTableTest::everyReasonHasWordsOfItsOwn()
{
    QSet<QByteArray> all;
    for (const ReasonRow &row : allReasons()) {
        const QByteArray words = row.words.toByteArray();
        QCOMPARE(words.isEmpty(), row.reason == Reason::None);
        QVERIFY2(
            isText(words) && !words.contains('{') && !words.contains('(') && !words.endsWith('.'), words.constData());
        QVERIFY2(!all.contains(words), words.constData());
        all.insert(words);
        QCOMPARE(inWords(row.reason), row.words);
    }
}

HERD_TEST(KindTableTest)
#include "tst_kindtable.moc"
