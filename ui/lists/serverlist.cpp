// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/serverlist.h"

#include "ui/kit/sidetable.h"
#include "ui/live/serverlistdelegate.h"

#include <QHeaderView>

#include <algorithm>

namespace ui {

using herdcore::base::number;
using herdcore::base::ServerIndex;

ServerList::ServerList(const LogFollower &follower, Selection &selection, const QList<QAction *> &menu, QWidget *parent)
    : LiveTable(selection, parent)
    , m_model(follower)
{
    setAccessibleName(tr("Servers"));
    showModel(m_model);
    setItemDelegate(new ServerListDelegate(follower.state().profile(), ServerListModel::IndexRole,
        ServerListModel::Name, ServerListModel::State, ServerListModel::StateRole, this));
    addActions(menu);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_clock.start();
}

QSize ServerList::sizeHint() const
{
    const int rows = qBound(3, m_model.rowCount(), 8);
    return { fontMetrics().averageCharWidth() * 46,
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 4 };
}

void ServerList::refreshTimes()
{
    m_model.refreshRates(m_clock.elapsed());
    fitColumns();
}

void ServerList::select(const std::vector<int> &rows)
{
    std::vector<ServerIndex> servers;
    for (const int row : rows)
        servers.push_back(ServerIndex(static_cast<qint16>(row)));
    m_selection.select(std::move(servers), {});
}

std::vector<int> ServerList::selectedRows() const
{
    std::vector<int> rows;
    for (const ServerIndex server : m_selection.servers())
        rows.push_back(number(server));
    return rows;
}

// These columns can be spared: the tooltip shows the port and the traffic too.
void ServerList::fitColumns()
{
    const QAbstractItemView &view = *this;
    std::vector<int> widths;
    for (int column = 0; column < ServerListModel::columnCountTotal; ++column)
        widths.push_back(std::max(view.sizeHintForColumn(column) + 1, horizontalHeader()->sectionSizeHint(column)));
    hideColumnsToFit(*this, widths, { ServerListModel::Port, ServerListModel::Rate, ServerListModel::Clients });
}

} // namespace ui
