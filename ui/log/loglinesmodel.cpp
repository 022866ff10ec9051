// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/loglinesmodel.h"

#include "ui/live/words.h"

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Event;
using herdcore::observe::EventView;
using herdcore::observe::NameTable;

namespace {

constexpr qsizetype shownBytes = 1000;
constexpr qsizetype copiedBytes = 1 << 20;

NameTable namesOf(const herdcore::profile::Profile &profile)
{
    NameTable table;
    for (const auto &server : profile.servers)
        table.names.push_back(server.name);
    return table;
}

} // namespace

LogLinesModel::LogLinesModel(const LogFollower &follower, QObject *parent)
    : EventRows(follower, parent)
    , m_formatter(namesOf(follower.state().profile()))
{ }

void LogLinesModel::setServer(ServerIndex server)
{
    m_server = server;
    restart();
}

int LogLinesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant LogLinesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto span = entryAt(index.row());
    if (span.isEmpty())
        return {};
    if (role == Qt::DisplayRole)
        return line(*span.begin(), shownBytes);
    return role == KindRole ? QVariant(static_cast<int>(messageKind(*span.begin()))) : QVariant();
}

QString LogLinesModel::rowText(int row) const
{
    const auto span = entryAt(row);
    return span.isEmpty() ? QString() : line(*span.begin(), copiedBytes);
}

QString LogLinesModel::line(const EventView &event, qsizetype maxBytes) const
{
    Event shown;
    shown.server = event.server;
    shown.connection = event.connection;
    QByteArray text;
    // The formatter learns a client's address when it connects; the rows are painted in any order.
    const QString address = follower().state().clientAddress(event.connection);
    if (!address.isEmpty()) {
        shown.kind = EventKind::ClientConnected;
        shown.bytes = address.toUtf8();
        m_formatter.appendLine(text, shown);
        text.clear();
    }
    shown.kind = event.kind;
    shown.reason = event.reason;
    shown.wallNs = event.wallNs;
    shown.peer = event.peer;
    shown.count = event.count;
    shown.update = event.update();
    shown.bytes = event.bytes.first(qMin(event.bytes.size(), maxBytes)).toByteArray();
    m_formatter.appendLine(text, shown);
    text.chop(1);
    if (event.bytes.size() > maxBytes)
        text.append("\xe2\x80\xa6"); // an ellipsis
    if (!address.isEmpty()) {
        QByteArray ignored;
        shown.kind = EventKind::ClientClosed;
        m_formatter.appendLine(ignored, shown);
    }
    return QString::fromUtf8(text);
}

} // namespace ui
