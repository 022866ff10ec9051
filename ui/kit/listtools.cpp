// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/listtools.h"

#include "ui/kit/findbar.h"
#include "ui/kit/icons.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>

#include <set>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ListTools", text);
}

// A cell must not begin a new one, nor a new row.
QString cellText(QString text)
{
    return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

bool hasRowTitles(const QAbstractItemView &list)
{
    const auto *table = qobject_cast<const QTableView *>(&list);
    return table && !table->verticalHeader()->isHidden();
}

QString rowText(const QAbstractItemView &list, int row, int role)
{
    const QAbstractItemModel &model = *list.model();
    QStringList cells;
    if (hasRowTitles(list))
        cells += cellText(model.headerData(row, Qt::Vertical).toString());
    for (int column = 0; column < model.columnCount(list.rootIndex()); ++column) {
        const QModelIndex index = model.index(row, column, list.rootIndex());
        const QVariant text = index.data(role);
        const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        cells += text.isValid() ? cellText(text.toString()) : isTicked ? QStringLiteral("x") : QString();
    }
    return cells.join(QLatin1Char('\t')) % QLatin1Char('\n');
}

} // namespace

QStringList columnTitles(const QAbstractItemView &list)
{
    const QAbstractItemModel &model = *list.model();
    const auto *table = qobject_cast<const QTableView *>(&list);
    const int columns = model.columnCount(list.rootIndex());
    if (table ? table->horizontalHeader()->isHidden() : columns < 2)
        return {};
    QStringList titles;
    if (hasRowTitles(list))
        titles += QString();
    for (int column = 0; column < columns; ++column)
        titles += cellText(model.headerData(column, Qt::Horizontal).toString());
    return titles;
}

QString selectedRows(const QAbstractItemView &list, int role)
{
    std::set<int> rows;
    for (const QItemSelectionRange &range : list.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    }
    if (rows.empty())
        return {};
    const QStringList titles = columnTitles(list);
    QString text = titles.isEmpty() ? QString() : titles.join(QLatin1Char('\t')) % QLatin1Char('\n');
    int left = maxCopiedRows;
    for (const int row : rows) {
        if (left-- == 0) {
            text += tr("... and %1 more rows").arg(rows.size() - maxCopiedRows) % QLatin1Char('\n');
            break;
        }
        text += rowText(list, row, role);
    }
    return text;
}

void addListTools(QAbstractItemView &list, int role)
{
    auto *copy = new QAction(icon(Glyph::Copy), tr("&Copy rows"), &list);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, &list, [&list, role] {
        if (const QString text = selectedRows(list, role); !text.isEmpty())
            QGuiApplication::clipboard()->setText(text);
    });
    list.addAction(copy);
    list.addAction(&(new FindBar(&list, role))->action());
}

} // namespace ui
