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
    m_folding.clear();
    restart();
}

void MessagesModel::setFolding(bool on)
{
    m_folds = on;
    m_folding.clear();
    restart();
}

EventId MessagesModel::foldsInto(const EventView &event, EventId last)
{
    return m_folds ? m_folding.foldsInto(event, last) : EventId::None;
}

void MessagesModel::passedOver(const EventView &event)
{
    m_folding.passedOver(event);
}

MessagesModel::Fold MessagesModel::foldOf(int row) const
{
    return foldedInto(row) == 0 ? Single : isOpen(row) ? Open : Closed;
}

bool MessagesModel::areHeartbeats(int row, const EventView &event) const
{
    return foldOf(row) == Closed && m_folding.isHeartbeats(event.id);
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
        return display(index.row(), event, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == No ? Qt::AlignRight : Qt::AlignLeft)));
    case ServerRole: {
        const EventEnds ends = eventEnds(event);
        if (areHeartbeats(index.row(), event))
            return -1;
        return int{ number(index.column() == From ? ends.from.server : ends.to.server) };
    }
    case KindRole:
        return static_cast<int>(messageKind(event));
    case LineRole:
        return isLine(event.kind) && !areHeartbeats(index.row(), event);
    case FollowedRole:
        return isFollowed(event);
    case FoldRole:
        return foldOf(index.row());
    default:
        return {};
    }
}

QString MessagesModel::display(int row, const EventView &event, int column) const
{
    const bool isOfMany = areHeartbeats(row, event);
    switch (static_cast<Column>(column)) {
    case No:
        return QString::number(number(event.id));
    case Time:
        return follower().clock().time(event.wallNs);
    case From:
        return isOfMany ? QString() : eventEnds(event).from.name(follower().state());
    case To:
        return isOfMany ? QString() : eventEnds(event).to.name(follower().state());
    case Kind:
        return isOfMany ? Words::of(MessageKind::Heartbeat) : EventText::kind(event);
    case Client:
        return EventText::client(event);
    case Text:
        return text(row, event);
    case ColumnCount:
        break;
    }
    return {};
}

QString MessagesModel::text(int row, const EventView &event) const
{
    if (foldOf(row) != Closed)
        return EventText::row(event);
    if (areHeartbeats(row, event))
        return m_folding.heartbeatText(event.id);
    return tr("%1 lines: %2", "of an answer").arg(QLocale().toString(foldedInto(row) + 1)).arg(EventText::row(event));
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
