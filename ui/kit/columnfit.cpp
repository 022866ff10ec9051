// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/columnfit.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

constexpr int padding = 14; // pixels beside a text
constexpr int soonMs = 100;
constexpr int narrowest = 30;

} // namespace

ColumnFit::ColumnFit(QTableView *view, std::vector<Column> columns)
    : QObject(view)
    , m_view(view)
    , m_columns(std::move(columns))
    , m_wanted(m_columns.size(), 0)
    , m_isUsers(m_columns.size(), false)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &ColumnFit::measure);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(view->model(), &QAbstractItemModel::rowsInserted, this, soon);
    connect(view->model(), &QAbstractItemModel::dataChanged, this, soon);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, soon);
    connect(view->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int) {
        if (!m_applying && static_cast<std::size_t>(column) < m_isUsers.size())
            m_isUsers[static_cast<std::size_t>(column)] = true;
    });
    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
    measure();
}

int ColumnFit::textWidth(int row, int column) const
{
    const QAbstractItemModel &model = *m_view->model();
    const QString text
        = row < 0 ? model.headerData(column, Qt::Horizontal).toString() : model.index(row, column).data().toString();
    return text.isEmpty() ? 0 : m_view->fontMetrics().horizontalAdvance(text);
}

void ColumnFit::measure()
{
    if (m_view->isVisible()) {
        const int first = std::max(0, m_view->rowAt(0));
        const int below = m_view->rowAt(m_view->viewport()->height() - 1);
        const int last = below < 0 ? m_view->model()->rowCount() - 1 : below;
        for (int row = first; row <= last; ++row) {
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                m_wanted[i] = std::max(m_wanted[i], textWidth(row, static_cast<int>(i)));
        }
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_wanted[i] = std::max({ m_wanted[i], textWidth(-1, static_cast<int>(i)), narrowest });
    apply();
}

int ColumnFit::cap(int room) const
{
    int widest = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        widest = std::max(widest, m_wanted[i]);
    const auto total = [this](int cap) {
        int sum = 0;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const int mark = m_columns[i].hasMark ? m_view->fontMetrics().height() + 4 : 0;
            sum += (m_columns[i].mayBeCut ? std::min(m_wanted[i], cap) : m_wanted[i]) + mark + padding;
        }
        return sum;
    };
    while (widest > narrowest && total(widest) > room)
        --widest;
    return widest;
}

void ColumnFit::apply()
{
    const QScopedValueRollback applying(m_applying, true);
    const int cut = cap(m_view->viewport()->width() * (100 - leastOfLast) / 100);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_isUsers[i])
            continue;
        const int mark = m_columns[i].hasMark ? m_view->fontMetrics().height() + 4 : 0;
        const int text = m_columns[i].mayBeCut ? std::min(m_wanted[i], cut) : m_wanted[i];
        m_view->setColumnWidth(static_cast<int>(i), text + mark + padding);
    }
}

// The text has another size, so all widths do.
void ColumnFit::forget()
{
    std::fill(m_wanted.begin(), m_wanted.end(), 0);
    std::fill(m_isUsers.begin(), m_isUsers.end(), false);
    measure();
}

bool ColumnFit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_view->viewport()) // in this order: it may be going
        apply();
    else if (watched == m_view && event->type() == QEvent::FontChange)
        forget();
    else if (watched == m_view && event->type() == QEvent::Show)
        m_soon.start();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
