// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

using namespace herdcore::protocol;
using herdcore::base::ClientId, herdcore::base::ServerName;

class DialectTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDialectHasItsRow();
    void aRowSaysWhatTheDialectDoes_data();
    void aRowSaysWhatTheDialectDoes();
    void onlyTheAtDialectsKeepTheSameBytes();
    void floodVerbs();
};

void DialectTableTest::everyDialectHasItsRow()
{
    QCOMPARE(allDialects().size(), static_cast<std::size_t>(DialectKind::Count));
    QSet<QByteArray> words;
    for (const DialectRow &row : allDialects()) {
        QCOMPARE(&rowOf(row.kind), &row);
        QCOMPARE(&dialect(row.kind), &row.dialect());
        words.insert(QByteArray(row.word));
    }
    QCOMPARE(static_cast<std::size_t>(words.size()), allDialects().size());
    QVERIFY(!words.contains(QByteArray()));
}

void DialectTableTest::aRowSaysWhatTheDialectDoes_data()
{
    QTest::addColumn<int>("kind");
    for (const DialectRow &row : allDialects())
        QTest::newRow(row.word) << static_cast<int>(row.kind);
}

void DialectTableTest::aRowSaysWhatTheDialectDoes()
{
    QFETCH(const int, kind);
    const DialectRow &row = rowOf(static_cast<DialectKind>(kind));
    const Dialect &dialect = row.dialect();
    const auto record = parseAt("AT Hill +0.1 kiwi +34.07-118.45 1520023934.9");
    QVERIFY(record.hasValue());
    const QByteArray line = dialect.write(Flood{ *record, { ServerName("Jaquez"), ServerName("Smith") } });
    QVERIFY2(line.startsWith(QByteArray(row.verb.toByteArray() + ' ')), line.constData());
    QVERIFY2(dialect.claims(line), line.constData());
    QCOMPARE(line.endsWith(" Smith"), row.namesSender);
    const auto read = dialect.parse(line);
    QVERIFY2(read.hasValue(), line.constData());
    QCOMPARE(read->record.client, ClientId("kiwi"));
    QCOMPARE(!read->visited.empty() && read->visited.back() == ServerName("Smith"), row.namesSender);
}

// Others lose or change a field on the way, so that a comparison would never come to an end.
void DialectTableTest::onlyTheAtDialectsKeepTheSameBytes()
{
    for (const DialectRow &row : allDialects()) {
        QCOMPARE(row.isRepaired, row.kind == DialectKind::Sync || row.kind == DialectKind::At);
        QCOMPARE(row.greets, row.kind == DialectKind::Sync);
    }
}

void DialectTableTest::floodVerbs()
{
    for (const char *verb : { "AT", "FLOODING", "UPDATE" })
        QVERIFY(isFloodVerb(QByteArrayView(verb)));
    for (const char *verb : { "", "at", "IAMAT", "SYNC", "?" })
        QVERIFY(!isFloodVerb(QByteArrayView(verb)));
}

HERD_TEST(DialectTableTest)
#include "tst_dialecttable.moc"
