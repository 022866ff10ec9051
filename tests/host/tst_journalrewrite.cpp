// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/host/fulldisk.h"
#include "tests/host/journalfile.h"
#include "tests/support/testmain.h"

#include <QFileInfo>

using namespace herdtest;

// A journal is put in the place of a longer one.
class JournalRewriteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_file.isGone()); }
    void takesThePlaceOfTheOldOne();
    void killedAtAnyMoment();
    void givenUp();
    void noRoom();
    void keepsPermissionsAndLinks();
    void removesWhatAKilledOneLeft();
    void leavesAloneWhatIsNotOurs();

private:
    JournalFile m_file;
};

void JournalRewriteTest::takesThePlaceOfTheOldOne()
{
    Journal journal(m_file.path());
    QCOMPARE(contentsOf(journal).error, QString());
    for (int i = 1; i <= 5; ++i)
        QVERIFY(append(journal, record("kiwi", i)));
    QVERIFY(journal.beginRewrite());
    QVERIFY(append(journal, record("lime", 1)));
    QVERIFY(journal.addToRewrite(journalLine(record("kiwi", 5))));
    QVERIFY(append(journal, record("lime", 2)));
    QVERIFY(journal.isRewriting());
    QVERIFY(journal.finishRewrite());
    QVERIFY(!journal.isRewriting());
    const QByteArray expected = header() + linesOf({ record("lime", 1), record("kiwi", 5), record("lime", 2) });
    QCOMPARE(m_file.content(), expected);
    QCOMPARE(journal.bytes(), expected.size());
    QVERIFY(append(journal, record("more", 1)));
    QCOMPARE(m_file.content(), expected + journalLine(record("more", 1)));
    QCOMPARE(m_file.names(), QStringList{ QStringLiteral("Hill.journal") });
    Journal second(m_file.path()); // the new file is taken as the old one was
    QCOMPARE(contentsOf(second).error, QStringLiteral("another process writes it"));
}

// What another one finds, after each step, that has no more than the files.
void JournalRewriteTest::killedAtAnyMoment()
{
    Journal journal(m_file.path());
    QCOMPARE(contentsOf(journal).error, QString());
    QVERIFY(append(journal, record("kiwi", 1)) && append(journal, record("lime", 1)));
    std::vector<Record> all{ record("kiwi", 1), record("lime", 1) };
    const auto holdsAll = [this, &all] {
        const JournalFile copy;
        copy.put(m_file.content());
        copy.put(m_file.content(".new"), ".new");
        Journal found(copy.path());
        auto records = contentsOf(found).records;
        const auto isThere = [&records](const Record &one) {
            return std::find(records.begin(), records.end(), one) != records.end();
        };
        return std::all_of(all.begin(), all.end(), isThere);
    };
    QVERIFY(journal.beginRewrite());
    QVERIFY(holdsAll());
    QVERIFY(journal.addToRewrite(journalLine(record("lime", 1))));
    QVERIFY(holdsAll());
    QVERIFY(append(journal, record("fig", 1)));
    all.push_back(record("fig", 1));
    QVERIFY(holdsAll());
    QVERIFY(journal.addToRewrite(journalLine(record("kiwi", 1))));
    QVERIFY(holdsAll());
    QVERIFY(journal.finishRewrite());
    QVERIFY(holdsAll());
}

void JournalRewriteTest::givenUp()
{
    Journal journal(m_file.path());
    QCOMPARE(contentsOf(journal).error, QString());
    QVERIFY(append(journal, record("kiwi", 1)));
    QVERIFY(journal.beginRewrite());
    QVERIFY(append(journal, record("kiwi", 2)));
    journal.abandonRewrite();
    QVERIFY(!journal.isRewriting());
    QVERIFY(!journal.addToRewrite(journalLine(record("kiwi", 2))));
    QVERIFY(!journal.finishRewrite());
    QCOMPARE(m_file.content(), header() + linesOf({ record("kiwi", 1), record("kiwi", 2) }));
    QCOMPARE(m_file.names(), QStringList{ QStringLiteral("Hill.journal") });
    QVERIFY(journal.beginRewrite());
    journal.close();
    QCOMPARE(m_file.names(), QStringList{ QStringLiteral("Hill.journal") });
}

void JournalRewriteTest::noRoom()
{
    Journal journal(m_file.path());
    QCOMPARE(contentsOf(journal).error, QString());
    QVERIFY(append(journal, record("kiwi", 1)));
    QVERIFY(journal.beginRewrite());
    {
        const FullDisk disk(journal.bytes() - 1);
        QVERIFY(!journal.addToRewrite(journalLine(record("kiwi", 1))));
        QCOMPARE(journal.error(), QStringLiteral("File too large"));
    }
    QVERIFY(!journal.isRewriting());
    QVERIFY(!journal.finishRewrite());
    QVERIFY(append(journal, record("kiwi", 2)));
    QCOMPARE(m_file.content(), header() + linesOf({ record("kiwi", 1), record("kiwi", 2) }));
    QCOMPARE(m_file.names(), QStringList{ QStringLiteral("Hill.journal") });
}

void JournalRewriteTest::keepsPermissionsAndLinks()
{
    m_file.put({}, ".real");
    QVERIFY(QFile::setPermissions(m_file.besides(".real"), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    QVERIFY(QFile::link(m_file.besides(".real"), m_file.path()));
    Journal journal(m_file.path());
    QCOMPARE(contentsOf(journal).error, QString());
    QVERIFY(journal.beginRewrite() && journal.addToRewrite(journalLine(record("kiwi", 1))) && journal.finishRewrite());
    QVERIFY(QFileInfo(m_file.path()).isSymLink());
    QCOMPARE(m_file.content(".real"), header() + journalLine(record("kiwi", 1)));
    QCOMPARE(QFile::permissions(m_file.besides(".real")) & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
        QFileDevice::Permissions());
}

void JournalRewriteTest::removesWhatAKilledOneLeft()
{
    for (const QByteArray &left :
        QByteArrayList{ "", header().chopped(3), header() + journalLine(record("kiwi", 7)) }) {
        m_file.put(left, ".new");
        Journal journal(m_file.path());
        const Contents contents = contentsOf(journal);
        QCOMPARE(contents.error, QString());
        QVERIFY(contents.records.empty()); // it had not taken the journal's place
        QCOMPARE(m_file.names(), QStringList{ QStringLiteral("Hill.journal") });
    }
}

void JournalRewriteTest::leavesAloneWhatIsNotOurs()
{
    m_file.put("Dear diary\n", ".new");
    Journal journal(m_file.path());
    QCOMPARE(contentsOf(journal).error, QString());
    QVERIFY(append(journal, record("kiwi", 1)));
    QVERIFY(!journal.beginRewrite());
    QVERIFY(journal.error().contains(QStringLiteral("Hill.journal.new is in the way")));
    QCOMPARE(m_file.content(".new"), QByteArray("Dear diary\n"));
    QVERIFY(append(journal, record("kiwi", 2)));
}

HERD_TEST(JournalRewriteTest)
#include "tst_journalrewrite.moc"
