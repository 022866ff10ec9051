// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/kit/cutshorttips.h"

#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace ui;

namespace {

const QString longText = QStringLiteral("a text that is far longer than the place it has been given here");

} // namespace

class TestCutShortTips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsOfLists();
    void titlesOfColumns();
    void labelsBoxesAndFields();
    void theTipIsShown();
};

void TestCutShortTips::cellsOfLists()
{
    QStandardItemModel model;
    model.appendRow({ new QStandardItem(longText), new QStandardItem(QStringLiteral("x")) });
    QTableView table;
    table.setModel(&model);
    table.resize(300, 200);
    table.setColumnWidth(0, 100);
    const QPoint first = table.visualRect(model.index(0, 0)).center();
    QCOMPARE(textCutShortAt(*table.viewport(), first), longText);
    QCOMPARE(textCutShortAt(*table.viewport(), table.visualRect(model.index(0, 1)).center()), QString());
    QCOMPARE(textCutShortAt(*table.viewport(), { 290, 190 }), QString()); // beside all cells
    table.resizeColumnToContents(0); // now the view cuts it off
    QCOMPARE(textCutShortAt(*table.viewport(), first), longText);
    table.resize(2000, 200);
    table.show();
    QCOMPARE(textCutShortAt(*table.viewport(), first), QString());
    table.setColumnWidth(0, 100);
    model.item(0, 0)->setToolTip(QStringLiteral("its own"));
    QCOMPARE(textCutShortAt(*table.viewport(), first), QString());
    model.item(0, 0)->setToolTip({});
    model.item(0, 0)->setText(QString(5000, QLatin1Char('y')));
    QCOMPARE(textCutShortAt(*table.viewport(), first).size(), 2001);
}

void TestCutShortTips::titlesOfColumns()
{
    QStandardItemModel model;
    model.setHorizontalHeaderLabels({ longText });
    QTableView table;
    table.setModel(&model);
    table.setColumnWidth(0, 100);
    QWidget &titles = *table.horizontalHeader()->viewport();
    QCOMPARE(textCutShortAt(titles, { 10, 5 }), longText);
    table.setColumnWidth(0, 1000);
    QCOMPARE(textCutShortAt(titles, { 10, 5 }), QString());
}

void TestCutShortTips::labelsBoxesAndFields()
{
    QLabel label(longText);
    QComboBox box;
    box.addItem(longText);
    QLineEdit field(longText);
    for (QWidget *widget :
        { static_cast<QWidget *>(&label), static_cast<QWidget *>(&box), static_cast<QWidget *>(&field) }) {
        widget->resize(100, 24);
        QCOMPARE(textCutShortAt(*widget, { 5, 5 }), longText);
        widget->resize(1000, 24);
        QCOMPARE(textCutShortAt(*widget, { 5, 5 }), QString());
    }
    field.resize(100, 24);
    field.setEchoMode(QLineEdit::Password);
    QCOMPARE(textCutShortAt(field, { 5, 5 }), QString());
}

void TestCutShortTips::theTipIsShown()
{
    CutShortTips tips;
    qApp->installEventFilter(&tips);
    QLabel label(QStringLiteral("<b>not bold</b>") + longText);
    label.setTextFormat(Qt::PlainText);
    label.resize(100, 24);
    label.show();
    QHelpEvent help(QEvent::ToolTip, { 5, 5 }, label.mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(&label, &help);
    QVERIFY(QToolTip::isVisible());
    QVERIFY(QToolTip::text().contains(QStringLiteral("&lt;b&gt;not bold")));
    QToolTip::hideText();
}

HERD_TEST(TestCutShortTips)
#include "tst_cutshorttips.moc"
