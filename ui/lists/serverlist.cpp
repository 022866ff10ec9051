// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/serverlist.h"

#include "ui/live/serverlistdelegate.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>
#include <numeric>

namespace ui {

using herdcore::base::number;
using herdcore::base::ServerIndex;

void setUpSideTable(QTableView &table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false); // Tab goes on to the next panel
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
    table.setFrameShape(QFrame::NoFrame);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setMinimumSectionSize(24);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void fitRowsToText(QTableView &table)
{
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 8);
}

void hideWhatDoesNotFit(QTableView &table, const std::vector<int> &widths, std::initializer_list<int> spare)
{
    int wanted = std::accumulate(widths.begin(), widths.end(), 0);
    for (const int column : spare) {
        const bool fits = wanted <= table.viewport()->width();
        if (table.isColumnHidden(column) == fits)
            table.setColumnHidden(column, !fits);
        if (!fits)
            wanted -= widths.at(static_cast<size_t>(column));
    }
}

ServerList::ServerList(const LogFollower &follower, Selection &selection, const QList<QAction *> &menu, QWidget *parent)
    : QTableView(parent)
    , m_model(follower)
    , m_selection(selection)
{
    setAccessibleName(tr("Servers"));
    setUpSideTable(*this);
    setModel(&m_model);
    setItemDelegate(new ServerListDelegate(follower.state().profile(), ServerListModel::IndexRole,
        ServerListModel::Name, ServerListModel::State, ServerListModel::StateRole, this));
    addActions(menu);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    fitRowsToText(*this);

    m_clock.start();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_model.refreshRates(m_clock.elapsed());
        fitColumns();
    });
    // Not currentChanged: getting the focus makes the first row current, which is not the user choosing it.
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &ServerList::tellSelection);
    connect(this, &QTableView::clicked, this, &ServerList::tellSelection); // chosen again after something else was
    connect(&selection, &Selection::changed, this, &ServerList::showSelection);
}

QSize ServerList::sizeHint() const
{
    const int rows = qBound(3, m_model.rowCount(), 8);
    return { fontMetrics().averageCharWidth() * 46,
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 4 };
}

void ServerList::tellSelection()
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (!m_showing && !rows.isEmpty())
        m_selection.selectServer(ServerIndex(static_cast<qint16>(rows.first().row())));
}

void ServerList::showSelection()
{
    m_showing = true;
    if (m_selection.subject() != Selection::Subject::Server)
        clearSelection();
    else
        selectRow(number(m_selection.server()));
    m_showing = false;
}

// The port and the traffic are in the tooltip too.
void ServerList::fitColumns()
{
    const QAbstractItemView &view = *this;
    std::vector<int> widths;
    for (int column = 0; column < ServerListModel::columnCountTotal; ++column)
        widths.push_back(std::max(view.sizeHintForColumn(column) + 1, horizontalHeader()->sectionSizeHint(column)));
    hideWhatDoesNotFit(*this, widths, { ServerListModel::Port, ServerListModel::Rate, ServerListModel::Clients });
}

void ServerList::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void ServerList::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_model.refreshRates(m_clock.elapsed());
    m_second.start();
}

void ServerList::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_second.stop();
}

void ServerList::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRowsToText(*this);
}

} // namespace ui
