// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/messagestable.h"

#include "ui/views/messagesdelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr int maxCopied = 10'000;

// What each column must have room for.
constexpr std::array<const char *, MessagesModel::ColumnCount> samples{ "1234567", "20:12:14.918963", "127.0.0.1:40001",
    "127.0.0.1:40001", "WHATSAT received", "kiwi.cs.ucla.edu", "" };

} // namespace

MessagesTable::MessagesTable(MessagesModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    // Before the selection model's own connections, which move the current row when its row goes.
    connect(&model, &MessagesModel::rowsAboutToBeRemoved, this, [this] { m_quiet = true; });
    setModel(&model);
    connect(&model, &MessagesModel::rowsRemoved, this, [this] { m_quiet = false; });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (!m_quiet && current.isValid())
            Q_EMIT chosen(current.row());
    });
    setItemDelegate(new MessagesDelegate(this));
    setAccessibleName(tr("Messages"));
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
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(false);
    setRowHeight();
    setColumnWidths();
}

void MessagesTable::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(MessagesDelegate::rowHeight(fontMetrics()));
}

void MessagesTable::setColumnWidths()
{
    for (int column = 0; column < MessagesModel::Text; ++column) {
        const int mark = column == MessagesModel::From || column == MessagesModel::To || column == MessagesModel::Kind
            ? fontMetrics().height() + 4
            : 0;
        setColumnWidth(
            column, fontMetrics().horizontalAdvance(QLatin1String(samples[static_cast<size_t>(column)])) + mark + 16);
    }
}

void MessagesTable::select(int row, Scroll scroll)
{
    const QScopedValueRollback quiet(m_quiet, true);
    setAutoScroll(false);
    if (row < 0)
        clearSelection();
    else
        selectionModel()->setCurrentIndex(
            m_model.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(true);
    if (row >= 0 && scroll == Scroll::Show)
        scrollTo(m_model.index(row, 0), PositionAtCenter);
}

QString MessagesTable::selectedText() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const int row : rows.first(qMin<qsizetype>(rows.size(), maxCopied)))
        text += m_model.rowText(row) + QLatin1Char('\n');
    if (rows.size() > maxCopied)
        text += tr("... and %1 more rows").arg(rows.size() - maxCopied) + QLatin1Char('\n');
    return text;
}

void MessagesTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
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

void MessagesTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setRowHeight();
        setColumnWidths();
    }
}

} // namespace ui
