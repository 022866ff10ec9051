// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagesmodel.h"

#include "ui/live/eventtext.h"
#include "ui/live/words.h"

#include <QLocale>
#include <QStringList>

#include <utility>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::EventView;

MessagesModel::MessagesModel(const LogFollower &follower, QObject *parent)
    : EventRows(follower, parent)
{
    connect(&follower.clock(), &Clock::changed, this, [this] {
        Q_EMIT headerDataChanged(Qt::Horizontal, Time, Time);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time), { Qt::DisplayRole });
    });
}

void MessagesModel::setFilter(MessageFilter filter)
{
    m_filter = std::move(filter);
    restart();
}

void MessagesModel::setFollowed(const UpdateKey &update)
{
    if (update == m_followed)
        return;
    m_followed = update;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), { FollowedRole });
}

int MessagesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool MessagesModel::accepts(const EventView &event) const
{
    return m_filter.accepts(event, follower().state());
}

bool MessagesModel::isFollowed(const EventView &event) const
{
    return !m_followed.isNull() && event.updateTimeNs == m_followed.timeNs
        && event.client == QByteArrayView(m_followed.client.bytes());
}

QVariant MessagesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto span = eventAt(index.row());
    if (span.isEmpty())
        return {};
    const EventView &event = *span.begin();
    switch (role) {
    case Qt::DisplayRole:
        return display(event, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == No ? Qt::AlignRight : Qt::AlignLeft)));
    case ServerRole: {
        const EventEnds ends = eventEnds(event);
        return int{ number(index.column() == From ? ends.from.server : ends.to.server) };
    }
    case KindRole:
        return static_cast<int>(messageKind(event));
    case LineRole:
        return isLine(event.kind);
    case FollowedRole:
        return isFollowed(event);
    default:
        return {};
    }
}

QString MessagesModel::display(const EventView &event, int column) const
{
    switch (static_cast<Column>(column)) {
    case No:
        return QString::number(number(event.id));
    case Time:
        return follower().clock().time(event.wallNs);
    case From:
        return eventEnds(event).from.name(follower().state());
    case To:
        return eventEnds(event).to.name(follower().state());
    case Kind:
        return EventText::kind(event);
    case Client:
        return EventText::client(event);
    case Text:
        return EventText::row(event);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant MessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (section == No ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case No:
        return tr("No.");
    case Time:
        return tr("Time (%1)").arg(follower().clock().name());
    case From:
        return tr("From");
    case To:
        return tr("To");
    case Kind:
        return tr("Kind");
    case Client:
        return tr("Client");
    case Text:
        return tr("Text");
    case ColumnCount:
        break;
    }
    return {};
}

QStringList MessagesModel::cells(int row) const
{
    QStringList columns;
    for (int column = 0; column < ColumnCount; ++column)
        columns.append(data(index(row, column)).toString());
    return columns;
}

} // namespace ui
