// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/clientlist.h"

#include "ui/lists/serverlist.h"
#include "ui/live/serverlistdelegate.h"

#include "herdcore/base/time.h"

#include <QEvent>
#include <QHeaderView>

namespace ui {

using namespace herdcore::state;
using herdcore::base::ServerIndex;

ClientList::ClientList(const LogFollower &follower, Selection &selection, QWidget *parent)
    : QTableView(parent)
    , m_follower(follower)
    , m_model(follower)
    , m_selection(selection)
    , m_hint(this)
{
    setAccessibleName(tr("Clients"));
    setUpSideTable(*this);
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(ClientListModel::SortRole);
    m_sorted.setDynamicSortFilter(false); // ages change every second: sorted when asked for, not under the user's hand
    setModel(&m_sorted);
    setItemDelegate(new ServerListDelegate(
        follower.state().profile(), ClientListModel::OriginRole, ClientListModel::Server, -1, -1, this));
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setStretchLastSection(true);
    setWidths();
    fitRowsToText(*this);

    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this,
        [this] { m_model.refreshAges(herdcore::base::SystemClock().now().monotonicNs); });
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this,
        [this](int column) { m_sorted.sort(column, horizontalHeader()->sortIndicatorOrder()); });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &ClientList::tellSelection);
    connect(this, &QTableView::clicked, this, &ClientList::tellSelection);
    connect(&selection, &Selection::changed, this, &ClientList::showSelection);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ClientList::updateHint);
    connect(&follower, &LogFollower::advanced, this, &ClientList::updateHint);
    updateHint();
}

QSize ClientList::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 46, 10 * verticalHeader()->defaultSectionSize() };
}

void ClientList::tellSelection()
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (m_showing || rows.isEmpty())
        return;
    const auto &client = m_model.client(m_sorted.mapToSource(rows.first()).row());
    m_selection.selectClient(client);
    if (const auto found = m_follower.state().clients().find(client); found != m_follower.state().clients().end())
        m_selection.followUpdate(found->second.newest.update);
}

void ClientList::showSelection()
{
    m_showing = true;
    const int row = m_selection.subject() == Selection::Subject::Client ? m_model.row(m_selection.client()) : -1;
    if (row < 0)
        clearSelection();
    else
        selectRow(m_sorted.mapFromSource(m_model.index(row, 0)).row());
    m_showing = false;
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
    m_hint.say(anyUp ? tr("No client has told where it is yet.\nSend an IAMAT from the injector or click on the map.")
            : m_follower.hasEnded() ? tr("This herd has ended.")
                                    : tr("No server is running.\nStart all: Ctrl+R"));
}

void ClientList::setWidths()
{
    for (int column = 0; column < ClientListModel::columnCountTotal; ++column) {
        static constexpr int widths[] = { 10, 12, 5, 6, 24 }; // in characters
        setColumnWidth(column, widths[column] * fontMetrics().averageCharWidth() + 12);
    }
}

// The location is in the tooltip and on the map too.
void ClientList::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    std::vector<int> widths;
    for (int column = 0; column < ClientListModel::Location; ++column)
        widths.push_back(columnWidth(column));
    widths.push_back(20 * fontMetrics().averageCharWidth());
    hideWhatDoesNotFit(*this, widths, { ClientListModel::Location });
}

void ClientList::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_second.start();
}

void ClientList::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_second.stop();
}

void ClientList::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRowsToText(*this);
}

} // namespace ui
