// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/injectorexchange.h"

#include "ui/live/words.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

#include <QLocale>

#include <algorithm>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr qsizetype bytesKept = 400;

InjectorExchange::RowKind kindOfAnswer(QByteArrayView line)
{
    if (line.startsWith("AT "))
        return InjectorExchange::RowKind::Answer;
    return line.startsWith("? ") || line == QByteArrayView("?") ? InjectorExchange::RowKind::Refusal
                                                                : InjectorExchange::RowKind::Body;
}

QChar mark(InjectorExchange::RowKind kind)
{
    switch (kind) {
    case InjectorExchange::RowKind::Sent:
        return u'\u2192';
    case InjectorExchange::RowKind::Answer:
        return u'\u2190';
    case InjectorExchange::RowKind::Refusal:
        return u'\u2715';
    case InjectorExchange::RowKind::Body:
        return u' ';
    case InjectorExchange::RowKind::Ended:
        return u'\u00B7';
    }
    return {};
}

QString milliseconds(std::int64_t ns)
{
    const double ms = static_cast<double>(ns) / static_cast<double>(nsPerMillisecond);
    return QString::number(ms, 'f', ms < 10 ? 2 : 0);
}

} // namespace

InjectorExchange::InjectorExchange(const LogFollower &follower, QObject *parent)
    : QAbstractListModel(parent)
    , m_follower(follower)
    , m_cursor(follower.log(), follower.position())
{
    connect(&follower, &LogFollower::advanced, this, &InjectorExchange::refresh);
}

void InjectorExchange::watch(ConnectionId connection)
{
    if (connection != ConnectionId::None)
        m_watched.insert(number(connection), {});
}

void InjectorExchange::clear()
{
    beginResetModel();
    m_rows.clear();
    m_leftOut = 0;
    endResetModel();
}

int InjectorExchange::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant InjectorExchange::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return QString(mark(row.kind) % QLatin1Char(' ') % row.text);
    case Qt::ToolTipRole:
        return row.text;
    case KindRole:
        return static_cast<int>(row.kind);
    }
    return {};
}

void InjectorExchange::refresh()
{
    std::deque<Row> fresh;
    if (m_watched.isEmpty())
        m_cursor.moveTo(m_follower.position()); // no connection is watched: skip these events
    m_cursor.readTo(m_follower.position(), [&](const EventView &event) { fold(event, fresh); });
    if (!fresh.empty())
        append(std::move(fresh));
}

void InjectorExchange::fold(const EventView &event, std::deque<Row> &fresh)
{
    const bool isUsers = event.kind >= EventKind::UserConnected && event.kind <= EventKind::UserEnded;
    const auto found = isUsers ? m_watched.find(number(event.connection)) : m_watched.end();
    if (found == m_watched.end())
        return;
    Conversation &conversation = *found;
    if (conversation.beganNs == 0)
        conversation.beganNs = event.monotonicNs;
    if (event.kind == EventKind::UserSent) {
        fresh.push_back({ RowKind::Sent,
            m_follower.state().serverName(event.server) % QLatin1String(": ")
                % escapedText(event.bytes.endsWith('\n') ? event.bytes.chopped(1) : event.bytes, bytesKept) });
    } else if (event.kind == EventKind::UserReceived) {
        ++conversation.linesBack;
        conversation.bytesBack += event.bytes.size() + 1;
        if (!event.bytes.isEmpty()) // leaves out the empty line that ends the answer to a WHATSAT
            fresh.push_back({ kindOfAnswer(event.bytes), escapedText(event.bytes, bytesKept) });
    } else if (event.kind == EventKind::UserEnded) {
        const QString why = Words::of(event.reason);
        const QString what
            = tr("%1, %2 received in %3 ms")
                  .arg(conversation.linesBack == 1 ? tr("1 line") : tr("%1 lines").arg(conversation.linesBack))
                  .arg(QLocale::c().formattedDataSize(conversation.bytesBack, 1, QLocale::DataSizeSIFormat),
                      milliseconds(event.monotonicNs - conversation.beganNs));
        fresh.push_back({ RowKind::Ended, why.isEmpty() ? what : QString(what % u" \u00B7 " % why) });
        m_watched.erase(found);
    }
}

void InjectorExchange::append(std::deque<Row> &&fresh)
{
    const auto limit = static_cast<size_t>(maxRows);
    if (fresh.size() > limit) {
        m_leftOut += fresh.size() - limit;
        fresh.erase(fresh.begin(), fresh.end() - maxRows);
    }
    if (const size_t total = m_rows.size() + fresh.size(); total > limit) { // remove before insert: never above the cap
        const auto gone = static_cast<int>(total - limit);
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        m_leftOut += static_cast<quint64>(gone);
        endRemoveRows();
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(m_rows));
    endInsertRows();
}

} // namespace ui
