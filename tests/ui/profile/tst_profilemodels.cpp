// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/profile/profilemodels.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace ui;
using namespace herdcore::profile;
using herdcore::base::ServerIndex;

namespace {

LinkProfile link(int a, int b)
{
    return { ServerIndex(static_cast<qint16>(a)), ServerIndex(static_cast<qint16>(b)) };
}

struct Edited {
    ProfileDocument document;
    Edited() { document.reset(loadProfile(QStringLiteral("herdscope")).value(), true); }
};

} // namespace

class TestProfileModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theModelsAreSound();
    void theTableEdits_data();
    void theTableEdits();
    void theMatrixTicks();
    void randomEditsUndoToTheStart();
};

void TestProfileModels::theModelsAreSound()
{
    Edited edited;
    ProfileDocument &document = edited.document;
    ProfileServersModel servers(document);
    ProfileLinksModel links(document);
    const QAbstractItemModelTester serversTester(&servers, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester linksTester(&links, QAbstractItemModelTester::FailureReportingMode::QtTest);
    document.addServer();
    document.addServer();
    document.setLink(5, 6, true);
    document.removeServers({ 0, 5 });
    QCOMPARE(servers.rowCount(), 5);
    QCOMPARE(links.columnCount(), 5);
    while (document.undo().canUndo())
        document.undo().undo();
    document.reset(Profile(), true);
    QCOMPARE(servers.rowCount(), 0);
    QCOMPARE(links.rowCount(), 0);
    document.reset(loadProfile(QStringLiteral("at-2024")).value(), true);
    QCOMPARE(servers.rowCount(), document.count());
}

void TestProfileModels::theTableEdits_data()
{
    using M = ProfileServersModel;
    QTest::addColumn<int>("column");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<QString>("shown");
    const auto text = [](const char *words) {
        return QString::fromLatin1(words);
    };
    QTest::newRow("name") << int(M::Name) << QVariant(text(" Riley ")) << true << text("Riley");
    QTest::newRow("bad name") << int(M::Name) << QVariant(text("a/b")) << true << text("a/b"); // told, not refused
    QTest::newRow("host") << int(M::Host) << QVariant(text("10.0.0.1")) << true << text("10.0.0.1");
    QTest::newRow("port") << int(M::Port) << QVariant(text("8000")) << true << text("8000");
    QTest::newRow("port 65536") << int(M::Port) << QVariant(65536) << false << text("12205");
    QTest::newRow("port x") << int(M::Port) << QVariant(text("x")) << false << text("12205");
    QTest::newRow("external") << int(M::RunBy) << QVariant(text("external, flooding")) << true
                              << text("external, flooding");
    QTest::newRow("run by nobody") << int(M::RunBy) << QVariant(text("nobody")) << false << text("this program");
    QTest::newRow("command of ours") << int(M::CommandLine) << QVariant(text("x")) << false << QString();
}

void TestProfileModels::theTableEdits()
{
    QFETCH(int, column);
    QFETCH(QVariant, value);
    QFETCH(bool, taken);
    QFETCH(QString, shown);
    Edited edited;
    ProfileServersModel model(edited.document);
    const QModelIndex index = model.index(0, column);
    const QString before = index.data().toString();
    QCOMPARE(model.setData(index, value), taken);
    QCOMPARE(index.data().toString(), shown);
    QCOMPARE(edited.document.undo().canUndo(), taken);
    if (column == ProfileServersModel::RunBy && taken) {
        const QModelIndex command = model.index(0, ProfileServersModel::CommandLine);
        const QString words = QStringLiteral("python3 \"my server.py\" {name} \"\"\"\"x\"\"\"\"");
        QVERIFY(model.setData(command, words));
        const QStringList expected{ QStringLiteral("python3"), QStringLiteral("my server.py"), QStringLiteral("{name}"),
            QStringLiteral("\"x\"") };
        QCOMPARE(edited.document.profile().servers[0].external->command, expected);
        QVERIFY(model.setData(command, command.data(Qt::EditRole)));
        QCOMPARE(edited.document.profile().servers[0].external->command, expected);
        edited.document.undo().undo();
    }
    if (taken)
        edited.document.undo().undo();
    QCOMPARE(index.data().toString(), before);
}

void TestProfileModels::theMatrixTicks()
{
    Edited edited;
    ProfileLinksModel model(edited.document);
    const QModelIndex hillCampbell = model.index(0, 3);
    QVERIFY(!(model.flags(model.index(2, 2)) & Qt::ItemIsEnabled)); // no link to oneself
    QVERIFY(!model.setData(model.index(2, 2), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(hillCampbell.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(model.setData(hillCampbell, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.index(3, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked)); // from both sides
    QVERIFY(edited.document.profile().links.back() == link(0, 3));
    QVERIFY(model.setData(model.index(3, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(hillCampbell.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(model.headerData(3, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("Campbell"));
}

void TestProfileModels::randomEditsUndoToTheStart()
{
    QRandomGenerator random(7);
    Edited edited;
    ProfileDocument &document = edited.document;
    ProfileServersModel servers(document);
    ProfileLinksModel links(document);
    const QAbstractItemModelTester serversTester(&servers, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester linksTester(&links, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Profile start = document.profile();
    for (int i = 0; i < 300; ++i) {
        const int count = document.count();
        const int a = count > 0 ? random.bounded(count) : 0;
        const int b = count > 0 ? random.bounded(count) : 0;
        switch (random.bounded(5)) {
        case 0:
            document.addServer();
            break;
        case 1:
            if (count > 0)
                document.removeServers({ a });
            break;
        case 2:
            if (count > 0)
                document.setLink(a, b, random.bounded(3) > 0);
            break;
        case 3:
            if (count > 0)
                document.moveServer(a, QPointF(random.bounded(9), random.bounded(9)));
            break;
        default:
            random.bounded(2) ? document.undo().undo() : document.undo().redo();
        }
        if (document.count() > 0)
            QVERIFY(problemsOf(document.profile()).empty());
    }
    while (document.undo().canUndo())
        document.undo().undo();
    QVERIFY(document.profile() == start);
}

HERD_TEST(TestProfileModels)
#include "tst_profilemodels.moc"
