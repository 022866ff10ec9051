// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventtable.h"

#include "ui/kit/listtools.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace ui {

namespace {

constexpr int rowMargin = 4; // pixels between two lines of text

} // namespace

EventTable::EventTable(EventRows &rows, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_find(new FindBar(this))
{
    // Before the selection model's own connections, which move the current row when its row goes.
    connect(&rows, &EventRows::rowsAboutToBeRemoved, this, [this] { m_quiet = true; });
    setModel(&rows);
    connect(&rows, &EventRows::rowsRemoved, this, [this] { m_quiet = false; });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (!m_quiet && current.isValid())
            Q_EMIT chosen(current.row());
    });
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(false);
    setRowHeight();
    addAction(&findAction());
}

void EventTable::setRowHeight()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowMargin);
}

void EventTable::select(int row)
{
    const QScopedValueRollback quiet(m_quiet, true);
    if (row < 0) {
        clearSelection();
        return;
    }
    selectionModel()->setCurrentIndex(
        m_rows.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(m_rows.index(row, 0), PositionAtCenter);
}

QString EventTable::selectedText(const RowFormat &format) const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    const QStringList titles = columnTitles(*this);
    QString text = titles.isEmpty() || rows.isEmpty() ? QString() : format.row(titles) + QLatin1Char('\n');
    for (const int row : rows.first(qMin<qsizetype>(rows.size(), maxCopiedRows)))
        text += format.row(m_rows.cells(row)) + QLatin1Char('\n');
    if (rows.size() > maxCopiedRows)
        text += tr("... and %1 more rows").arg(rows.size() - maxCopiedRows) + QLatin1Char('\n');
    return text;
}

void EventTable::copySelected(const RowFormat &format) const
{
    QGuiApplication::clipboard()->setText(selectedText(format));
}

void EventTable::addRowActions(QMenu &menu)
{
    for (const RowFormat &format : rowFormats()) {
        QAction *copy = menu.addAction(
            QCoreApplication::translate("RowFormat", format.title), this, [this, &format] { copySelected(format); });
        if (&format == &rowFormats().front())
            copy->setShortcut(QKeySequence::Copy);
    }
    menu.addAction(&findAction());
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
        return;
    }
    // Rows are chosen, not cells: Home and End go to the first and the last one.
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        QKeyEvent wholeTable(event->type(), event->key(), event->modifiers() | Qt::ControlModifier);
        QTableView::keyPressEvent(&wholeTable);
        return;
    }
    QTableView::keyPressEvent(event);
}

// Qt would make the first row the current one, which may be far away.
void EventTable::focusInEvent(QFocusEvent *event)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const bool hadCurrent = currentIndex().isValid();
    QTableView::focusInEvent(event);
    if (!hadCurrent)
        selectionModel()->clearCurrentIndex();
}

// The keys begin at the rows that are seen.
QModelIndex EventTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (currentIndex().isValid() || action == MoveHome || action == MoveEnd || m_rows.rowCount() == 0)
        return QTableView::moveCursor(action, modifiers);
    const int last = rowAt(viewport()->height() - 1);
    return m_rows.index(last < 0 ? m_rows.rowCount() - 1 : last, 0);
}

void EventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setRowHeight();
}

} // namespace ui
