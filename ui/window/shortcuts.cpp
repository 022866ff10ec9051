// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/shortcuts.h"

#include "ui/kit/sidetable.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace ui {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &key : action.shortcuts())
        keys += key.toString(QKeySequence::NativeText);
    return keys.join(Shortcuts::tr(" or "));
}

} // namespace

Shortcuts::Shortcuts(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *table = new QTableWidget(0, 3, this);
    setUpSideTable(*table);
    table->setHorizontalHeaderLabels({ tr("Key"), tr("Command"), tr("What it does") });
    table->setAccessibleName(windowTitle());
    const auto add = [table](const QString &key, const QString &command, const QString &tip) {
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(key));
        table->setItem(row, 1, new QTableWidgetItem(command));
        table->setItem(row, 2, new QTableWidgetItem(tip));
    };
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            add(keysOf(*action), action->text(), action->statusTip());
    }
    add(tr("Ctrl+Return"), tr("Send"), tr("Send the content of the injector's form"));
    add(tr("Tab, Shift+Tab"), tr("Next, previous"), tr("Move through fields, lists and views"));
    add(tr("Arrow keys, Page Up, Page Down"), tr("Next, previous"),
        tr("Move through the topology's servers and links"));
    add(tr("Ctrl or Shift, with a click, a drag or arrow keys"), tr("Select more"),
        tr("Several servers and links; commands go to all of them"));
    add(tr("Ctrl+C, Ctrl+F or F3"), tr("Copy rows, find"), tr("In every list"));
    add(tr("Wheel, + and -"), tr("Zoom"), tr("In the topology and on the map, at the pointer"));
    add(tr("Click on the map"), tr("Pick a place"), tr("Fills the injector's IAMAT form"));
    add(tr("Shift+click on the map"), tr("Send from a place"), tr("Sends an IAMAT to the injector's server at once"));
    add(tr("Right click"), tr("Menu"), tr("Commands for a server, a link or a row"));
    fitRowsToText(*table);
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 36);
}

} // namespace ui
