// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/messagesmodel.h"

#include "ui/models/eventtext.h"
#include "ui/words.h"

#include <QLocale>
#include <QStringList>

#include <utility>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;

MessagesModel::MessagesModel(const LogFollower &follower, QObject *parent)
    : EventRows(follower, parent)
{ }

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

bool MessagesModel::accepts(const Entry &entry) const
{
    return m_filter.accepts(entry, follower().state());
}

bool MessagesModel::isFollowed(const Entry &entry) const
{
    return !m_followed.isNull() && entry.updateTimeNs == m_followed.timeNs
        && entry.client == QByteArrayView(m_followed.client.bytes());
}

QVariant MessagesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto span = entryAt(index.row());
    if (span.isEmpty())
        return {};
    const Entry &entry = *span.begin();
    switch (role) {
    case Qt::DisplayRole:
        return display(entry, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == No ? Qt::AlignRight : Qt::AlignLeft)));
    case ServerRole: {
        const EventEnds ends = eventEnds(entry);
        return int{ number(index.column() == From ? ends.from.server : ends.to.server) };
    }
    case KindRole:
        return static_cast<int>(messageKind(entry));
    case LineRole:
        return isLine(entry.kind);
    case FollowedRole:
        return isFollowed(entry);
    default:
        return {};
    }
}

QString MessagesModel::display(const Entry &entry, int column) const
{
    switch (static_cast<Column>(column)) {
    case No:
        return QString::number(number(entry.id));
    case Time:
        return EventText::time(entry.wallNs);
    case From:
        return eventEnds(entry).from.name(follower().state());
    case To:
        return eventEnds(entry).to.name(follower().state());
    case Kind:
        return EventText::kind(entry);
    case Client:
        return EventText::client(entry);
    case Text:
        return EventText::row(entry);
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
        return tr("Time");
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

QString MessagesModel::rowText(int row) const
{
    QStringList columns;
    for (int column = 0; column < ColumnCount; ++column)
        columns.append(data(index(row, column)).toString());
    return columns.join(QLatin1Char('\t'));
}

} // namespace ui
