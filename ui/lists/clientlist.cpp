// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/clientlist.h"

#include "ui/kit/sidetable.h"
#include "ui/live/serverlistdelegate.h"

#include "herdcore/base/time.h"

#include <QHeaderView>

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;

ClientList::ClientList(const LogFollower &follower, Selection &selection, const QList<QAction *> &menu, QWidget *parent)
    : LiveTable(selection, parent)
    , m_follower(follower)
    , m_model(follower)
    , m_hint(this)
{
    setAccessibleName(tr("Clients"));
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(ClientListModel::SortRole);
    m_sorted.setDynamicSortFilter(false); // ages change every second, and rows must not move under the pointer
    showModel(m_sorted);
    setItemDelegate(new ServerListDelegate(
        follower.state().profile(), ClientListModel::OriginRole, ClientListModel::Server, -1, -1, this));
    addActions(menu);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setStretchLastSection(true);
    setWidths();

    connect(horizontalHeader(), &QHeaderView::sectionClicked, this,
        [this](int column) { m_sorted.sort(column, horizontalHeader()->sortIndicatorOrder()); });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ClientList::updateHint);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ClientList::updateHint);
    connect(&follower, &LogFollower::advanced, this, &ClientList::updateHint);
    updateHint();
}

QSize ClientList::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 46, 10 * verticalHeader()->defaultSectionSize() };
}

void ClientList::refreshTimes()
{
    m_model.refreshAges(herdcore::base::SystemClock().now().monotonicNs);
}

void ClientList::select(const std::vector<int> &rows)
{
    const herdcore::base::ClientId client = m_model.client(m_sorted.mapToSource(m_sorted.index(rows.back(), 0)).row());
    m_selection.selectClient(client);
    if (const auto found = m_follower.state().clients().find(client); found != m_follower.state().clients().end())
        m_selection.followUpdate(found->second.newest.update);
}

std::vector<int> ClientList::selectedRows() const
{
    const int row = m_selection.subject() == Selection::Subject::Client ? m_model.row(m_selection.client()) : -1;
    return row < 0 ? std::vector<int>() : std::vector<int>{ m_sorted.mapFromSource(m_model.index(row, 0)).row() };
}

void ClientList::updateHint()
{
    if (m_model.rowCount() > 0) {
        m_hint.say({});
        return;
    }
    const auto &state = m_follower.state();
    bool anyUp = false;
    for (size_t i = 0; i < state.profile().servers.size(); ++i)
        anyUp |= state.server(ServerIndex(static_cast<qint16>(i))).state == ServerState::Listening;
    m_hint.say(anyUp ? tr("No client has reported a location yet.\nSend an IAMAT from the injector or click the map.")
            : m_follower.hasEnded() ? tr("This herd has ended.")
                                    : tr("No server is running.\nPress Ctrl+R to start all servers."));
}

void ClientList::setWidths()
{
    for (int column = 0; column < ClientListModel::columnCountTotal; ++column) {
        static constexpr int widths[] = { 10, 12, 5, 6, 24 }; // in characters
        setColumnWidth(column, widths[column] * fontMetrics().averageCharWidth() + 12);
    }
}

// The location can be spared: the tooltip and the map show it too.
void ClientList::fitColumns()
{
    std::vector<int> widths;
    for (int column = 0; column < ClientListModel::Location; ++column)
        widths.push_back(columnWidth(column));
    widths.push_back(20 * fontMetrics().averageCharWidth());
    hideColumnsToFit(*this, widths, { ClientListModel::Location });
}

} // namespace ui
