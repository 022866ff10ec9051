// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/kit/listtools.h"

#include "ui/kit/findbar.h"
#include "ui/kit/sidetable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace ui;

namespace {

struct Table : QTableView {
    QStandardItemModel model;

    explicit Table(int rows = 5)
    {
        setUpSideTable(*this);
        setModel(&model);
        model.setHorizontalHeaderLabels({ QStringLiteral("Name"), QStringLiteral("Port") });
        for (int row = 0; row < rows; ++row)
            model.appendRow({ new QStandardItem(QStringLiteral("Server %1").arg(row)),
                new QStandardItem(QString::number(12000 + row)) });
        resize(400, 300);
        show();
        activateWindow();
        setFocus();
    }
    [[nodiscard]] QLineEdit *find() const { return findChild<FindBar *>()->findChild<QLineEdit *>(); }
    [[nodiscard]] QString message() const { return findChild<FindBar *>()->findChild<QLabel *>()->text(); }
};

} // namespace

class TestListTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesWholeRowsWithTheTitles();
    void copiesAtMostTheLimit_data();
    void copiesAtMostTheLimit();
    void copiesNothingWhenNothingIsSelected();
    void cellsStayCells();
    void listsWithoutColumnsHaveNoTitles();
    void findsForwardBackwardAndAround();
    void aLongSearchLeavesTheWindowAlive();
};

void TestListTools::copiesWholeRowsWithTheTitles()
{
    Table table;
    QVERIFY(QTest::qWaitForWindowActive(&table));
    table.setColumnHidden(1, true); // there is no room for it
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Name\tPort\nServer 1\t12001\nServer 2\t12002\n"));
}

void TestListTools::copiesAtMostTheLimit_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("lines");
    QTest::newRow("one less") << maxCopiedRows - 1 << maxCopiedRows;
    QTest::newRow("the limit") << maxCopiedRows << maxCopiedRows + 1;
    QTest::newRow("one more") << maxCopiedRows + 1 << maxCopiedRows + 2;
}

void TestListTools::copiesAtMostTheLimit()
{
    QFETCH(const int, rows);
    QFETCH(const int, lines);
    Table table(rows);
    table.selectAll();
    const QString text = selectedRows(table);
    QCOMPARE(text.count(QLatin1Char('\n')), lines);
    QCOMPARE(text.contains(QStringLiteral("and 1 more rows")), rows > maxCopiedRows);
}

void TestListTools::copiesNothingWhenNothingIsSelected()
{
    Table table;
    QVERIFY(QTest::qWaitForWindowActive(&table));
    table.clearSelection();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

void TestListTools::cellsStayCells()
{
    Table table(1);
    table.model.item(0, 0)->setText(QStringLiteral("two\tcells\nand a row"));
    table.selectAll();
    QCOMPARE(selectedRows(table), QStringLiteral("Name\tPort\ntwo cells and a row\t12000\n"));
}

void TestListTools::listsWithoutColumnsHaveNoTitles()
{
    QStandardItemModel model;
    model.appendRow(new QStandardItem(QStringLiteral("one")));
    QListView list;
    list.setModel(&model);
    list.setSelectionMode(QAbstractItemView::ExtendedSelection);
    list.selectAll();
    QCOMPARE(selectedRows(list), QStringLiteral("one\n"));
}

void TestListTools::findsForwardBackwardAndAround()
{
    Table table;
    table.model.item(3, 0)->setText(QStringLiteral("Hill"));
    QVERIFY(QTest::qWaitForWindowActive(&table));
    const auto row = [&] {
        return table.currentIndex().row();
    };
    QTest::keyClick(&table, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(table.find()->hasFocus());
    QTest::keyClicks(table.find(), QStringLiteral("hILL"));
    QCOMPARE(row(), 3);
    QVERIFY(table.selectionModel()->isRowSelected(3));
    table.find()->selectAll();
    QTest::keyClicks(table.find(), QStringLiteral("12002")); // in another column, around the end
    QCOMPARE(row(), 2);
    table.find()->selectAll();
    QTest::keyClicks(table.find(), QStringLiteral("server"));
    QCOMPARE(row(), 2); // matches already
    QTest::keyClick(table.find(), Qt::Key_Return);
    QCOMPARE(row(), 4);
    QTest::keyClick(table.find(), Qt::Key_F3);
    QCOMPARE(row(), 0);
    QTest::keyClick(table.find(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(row(), 4);
    QTest::keyClicks(table.find(), QStringLiteral("x"));
    QCOMPARE(row(), 4);
    QCOMPARE(table.message(), QStringLiteral("not found"));
    QTest::keyClick(table.find(), Qt::Key_Escape);
    QTRY_VERIFY(table.hasFocus());
    QVERIFY(!table.find()->isVisible());
}

void TestListTools::aLongSearchLeavesTheWindowAlive()
{
    Table table(100'000);
    table.model.item(99'999, 1)->setText(QStringLiteral("the last one"));
    QVERIFY(QTest::qWaitForWindowActive(&table));
    QTest::keyClick(&table, Qt::Key_F3);
    QTRY_VERIFY(table.find()->hasFocus());
    QSignalSpy moved(table.selectionModel(), &QItemSelectionModel::currentChanged);
    table.find()->setText(QStringLiteral("the last on"));
    QTest::keyClicks(table.find(), QStringLiteral("e"));
    QCOMPARE(moved.size(), 0); // not within the key stroke
    QCOMPARE(table.message(), QStringLiteral("searching"));
    QTRY_COMPARE(table.currentIndex().row(), 99'999);
    QCOMPARE(table.message(), QString());
}

HERD_TEST(TestListTools)
#include "tst_listtools.moc"
