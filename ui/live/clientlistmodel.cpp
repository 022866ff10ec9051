// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/clientlistmodel.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <functional>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventView;

QString ageText(qint64 ns)
{
    const qint64 seconds = ns / nsPerSecond;
    if (seconds < 1)
        return ClientListModel::tr("now");
    if (seconds < 60)
        return ClientListModel::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return ClientListModel::tr("%1 min").arg(seconds / 60);
    if (seconds < 24 * 3600)
        return ClientListModel::tr("%1 h").arg(seconds / 3600);
    return ClientListModel::tr("%1 d").arg(seconds / (24 * 3600));
}

QString locationText(double latitude, double longitude, int decimals)
{
    const auto part = [decimals](double degrees, QChar positive, QChar negative) {
        return QString(
            QString::number(std::abs(degrees), 'f', decimals) % QLatin1Char(' ') % (degrees < 0 ? negative : positive));
    };
    return part(latitude, QLatin1Char('N'), QLatin1Char('S')) % QLatin1String(", ")
        % part(longitude, QLatin1Char('E'), QLatin1Char('W'));
}

ClientListModel::ClientListModel(const LogFollower &follower, QObject *parent)
    : QAbstractTableModel(parent)
    , m_follower(follower)
    , m_cursor(follower.log())
{
    refresh();
    connect(&follower, &LogFollower::advanced, this, &ClientListModel::refresh);
}

int ClientListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_clients.size());
}

int ClientListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountTotal;
}

QVariant ClientListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Age ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole: {
        const ClientFacts *client = facts(index.row());
        return client ? QVariant(escapedText(client->newest.line, 400)) : QVariant();
    }
    case OriginRole: {
        const ClientFacts *client = facts(index.row());
        const auto origin = client ? m_follower.state().profile().find(client->newest.origin) : std::nullopt;
        return static_cast<int>(number(origin.value_or(ServerIndex::None)));
    }
    case SortRole:
        return sortValue(index.row(), index.column());
    }
    return {};
}

QVariant ClientListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountTotal)
        return {};
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Name:
            return tr("The client's id, bytes that are not text as \\xHH");
        case Server:
            return tr("The server that it last talked to");
        case Age:
            return tr("Since its newest location was first learned");
        case Location:
            return tr("Its newest location");
        case KnownBy:
            return tr("How many servers hold its newest location");
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Client");
    case Server:
        return tr("At");
    case Age:
        return tr("Age");
    case Location:
        return tr("Location");
    case KnownBy:
        return tr("Known");
    }
    return {};
}

const ClientFacts *ClientListModel::facts(int row) const
{
    const auto &clients = m_follower.state().clients();
    const auto found = clients.find(client(row));
    return found == clients.end() ? nullptr : &found->second;
}

QString ClientListModel::text(int row, int column) const
{
    const ClientFacts *facts = this->facts(row);
    if (!facts)
        return {};
    const HeldRecord &newest = facts->newest;
    switch (column) {
    case Name:
        return escapedText(client(row).bytes(), 200);
    case Server:
        return escapedText(newest.origin.bytes(), 100);
    case Age:
        return ageText(m_nowNs - newest.learnedNs);
    case Location:
        return locationText(newest.latitude, newest.longitude);
    case KnownBy:
        return tr("%1/%2").arg(knownBy(row)).arg(m_follower.state().profile().servers.size());
    }
    return {};
}

QVariant ClientListModel::sortValue(int row, int column) const
{
    const ClientFacts *facts = this->facts(row);
    if (!facts)
        return {};
    switch (column) {
    case Age:
        return static_cast<qlonglong>(-facts->newest.learnedNs);
    case Location:
        return facts->newest.latitude;
    case KnownBy:
        return knownBy(row);
    default:
        return text(row, column);
    }
}

int ClientListModel::knownBy(int row) const
{
    const ClientFacts *facts = this->facts(row);
    const auto &state = m_follower.state();
    int known = 0;
    for (size_t i = 0; facts && i < state.profile().servers.size(); ++i) {
        const auto &table = state.server(ServerIndex(static_cast<qint16>(i))).table;
        const auto held = table.constFind(client(row));
        known += held != table.constEnd() && held->line == facts->newest.line;
    }
    return known;
}

void ClientListModel::refreshAges(qint64 nowNs)
{
    m_nowNs = nowNs;
    if (!m_clients.empty())
        Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age), { Qt::DisplayRole });
}

void ClientListModel::refresh()
{
    std::vector<ClientId> met; // each once
    std::vector<int> gone;
    QSet<ClientId> seen;
    bool anyServerChanged = false;
    const auto meet = [&](const ClientId &id) {
        if (seen.contains(id))
            return;
        seen.insert(id);
        if (m_follower.state().clients().contains(id))
            met.push_back(id);
        else if (const int row = this->row(id); row >= 0)
            gone.push_back(row);
    };
    m_nowNs = std::max<qint64>(m_nowNs, m_follower.state().lastNs());
    const quint64 skippedBefore = m_cursor.skipped();
    m_cursor.readTo(m_follower.position(), [&](const EventView &event) {
        if (event.kind == EventKind::Learned || event.kind == EventKind::Forgotten)
            meet(ClientId(event.client.toByteArray()));
        anyServerChanged |= event.kind <= EventKind::ServerCrashed; // its table is gone: "known by" falls
    });
    if (m_cursor.skipped() > skippedBefore) { // evicted unseen: ask the state instead
        for (const auto &[id, facts] : m_follower.state().clients())
            meet(id);
        for (const ClientId &id : m_clients)
            meet(id);
    }
    remove(std::move(gone));
    if (anyServerChanged && !m_clients.empty())
        Q_EMIT dataChanged(index(0, KnownBy), index(rowCount() - 1, KnownBy));
    std::vector<ClientId> added;
    std::vector<int> changed;
    for (const ClientId &id : met) {
        if (const int row = this->row(id); row >= 0)
            changed.push_back(row);
        else
            added.push_back(id);
    }
    announce(std::move(changed));
    insertNew(added);
}

void ClientListModel::remove(std::vector<int> rows)
{
    constexpr size_t fewRows = 100; // views look at each; of more they are told to begin anew
    std::sort(rows.begin(), rows.end(), std::greater());
    if (rows.size() > fewRows) {
        beginResetModel();
        for (const int row : rows)
            m_rows.remove(client(row));
        std::erase_if(m_clients, [this](const ClientId &id) { return !m_rows.contains(id); });
        for (size_t i = 0; i < m_clients.size(); ++i)
            m_rows[m_clients[i]] = static_cast<int>(i);
        endResetModel();
        return;
    }
    for (const int row : rows) {
        beginRemoveRows({}, row, row);
        m_rows.remove(client(row));
        m_clients.erase(m_clients.begin() + row);
        for (int &other : m_rows)
            other -= other > row ? 1 : 0;
        endRemoveRows();
    }
}

void ClientListModel::insertNew(const std::vector<ClientId> &added)
{
    if (added.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
    for (const ClientId &id : added) {
        m_rows.insert(id, static_cast<int>(m_clients.size()));
        m_clients.push_back(id);
    }
    endInsertRows();
}

void ClientListModel::announce(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    for (size_t i = 0; i < rows.size(); ++i) {
        const int first = rows[i];
        while (i + 1 < rows.size() && rows[i + 1] == rows[i] + 1)
            ++i;
        Q_EMIT dataChanged(index(first, 0), index(rows[i], columnCountTotal - 1));
    }
}

} // namespace ui
