// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/serverlistmodel.h"

#include "ui/live/topologywords.h"
#include "ui/live/words.h"

namespace ui {

using namespace herdcore::state;
using herdcore::base::number;
using herdcore::base::ServerIndex;

namespace {

ServerIndex serverAt(int row)
{
    return ServerIndex(static_cast<qint16>(row));
}

QString rateText(double rate)
{
    if (rate <= 0)
        return QStringLiteral("0");
    return rate < 10 ? QString::number(rate, 'f', 1) : QString::number(qRound64(rate));
}

} // namespace

ServerListModel::ServerListModel(const LogFollower &follower, QObject *parent)
    : QAbstractTableModel(parent)
    , m_follower(follower)
    , m_shown(follower.state().profile().servers.size())
    , m_linesBefore(m_shown.size())
{
    refresh();
    connect(&follower, &LogFollower::advanced, this, &ServerListModel::refresh);
}

int ServerListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ServerListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountTotal;
}

QVariant ServerListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Shown &shown = m_shown[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return tip(index.row());
    case Qt::TextAlignmentRole:
        return index.column() <= State ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                       : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case StateRole:
        return static_cast<int>(shown.state);
    case IndexRole:
        return index.row();
    }
    return {};
}

QVariant ServerListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCountTotal)
        return {};
    struct Header {
        const char *text;
        const char *tip;
    };
    static constexpr Header headers[] = {
        { QT_TR_NOOP("Server"), QT_TR_NOOP("Name of the server") },
        { QT_TR_NOOP("State"), QT_TR_NOOP("Current state") },
        { QT_TR_NOOP("Port"), QT_TR_NOOP("TCP port it listens on") },
        { QT_TR_NOOP("Cl."), QT_TR_NOOP("Clients: open connections") },
        { QT_TR_NOOP("L/s"), QT_TR_NOOP("Lines received and sent per second") },
        { QT_TR_NOOP("Rec."), QT_TR_NOOP("Records: clients with a known location") },
    };
    if (role == Qt::DisplayRole)
        return tr(headers[section].text);
    return role == Qt::ToolTipRole ? QVariant(tr(headers[section].tip)) : QVariant();
}

QString ServerListModel::text(int row, int column) const
{
    const Shown &shown = m_shown[static_cast<size_t>(row)];
    switch (column) {
    case Name:
        return m_follower.state().serverName(serverAt(row));
    case State:
        return stateWord(shown.state);
    case Port:
        return QString::number(shown.port ? shown.port : m_follower.state().profile().server(serverAt(row)).port);
    case Clients:
        return QString::number(shown.clients);
    case Rate:
        return rateText(shown.rate);
    case Records:
        return QString::number(shown.records);
    }
    return {};
}

QString ServerListModel::tip(int row) const
{
    const ServerFacts &facts = m_follower.state().server(serverAt(row));
    QString tip = tr("%1: %2").arg(text(row, Name), stateWord(facts.shown()));
    if (facts.state == ServerState::Failed)
        tip += QLatin1String(": ") % Words::of(facts.reason);
    if (!facts.endpoint.isEmpty())
        tip += QLatin1String(", ") % facts.endpoint;
    return tip % tr("\n%1 lines in, %2 out, %3 rejected").arg(facts.linesIn).arg(facts.linesOut).arg(facts.rejected);
}

void ServerListModel::refreshRates(qint64 nowMs)
{
    const qint64 passed = nowMs - m_ratesAtMs;
    std::vector<Shown> shown = m_shown;
    for (size_t i = 0; i < shown.size(); ++i) {
        const ServerFacts &facts = m_follower.state().server(serverAt(static_cast<int>(i)));
        const quint64 lines = facts.linesIn + facts.linesOut;
        if (m_ratesAtMs >= 0 && passed > 0)
            shown[i].rate = static_cast<double>(lines - m_linesBefore[i]) * 1000 / static_cast<double>(passed);
        m_linesBefore[i] = lines;
    }
    m_ratesAtMs = nowMs;
    show(std::move(shown));
}

void ServerListModel::refresh()
{
    std::vector<Shown> shown = m_shown;
    for (size_t i = 0; i < shown.size(); ++i) {
        const ServerFacts &facts = m_follower.state().server(serverAt(static_cast<int>(i)));
        shown[i].state = facts.shown();
        shown[i].port = facts.port;
        shown[i].clients = facts.clients;
        shown[i].records = facts.table.size();
    }
    show(std::move(shown));
}

void ServerListModel::show(std::vector<Shown> shown)
{
    shown.swap(m_shown);
    const int rows = rowCount();
    const auto changed = [&](int row) {
        return !(shown[static_cast<size_t>(row)] == m_shown[static_cast<size_t>(row)]);
    };
    for (int first = 0; first < rows; ++first) {
        if (!changed(first))
            continue;
        int last = first;
        while (last + 1 < rows && changed(last + 1))
            ++last;
        Q_EMIT dataChanged(index(first, State), index(last, columnCountTotal - 1));
        first = last;
    }
}

} // namespace ui
