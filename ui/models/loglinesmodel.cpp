// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/loglinesmodel.h"

#include "ui/words.h"

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;
using herdcore::observe::NameTable;
using herdcore::observe::Observation;

namespace {

constexpr qsizetype shownBytes = 1000;
constexpr qsizetype copiedBytes = 1 << 20;

NameTable namesOf(const herdcore::herd::Profile &profile)
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

QString LogLinesModel::line(const Entry &entry, qsizetype maxBytes) const
{
    Observation shown;
    shown.server = entry.server;
    shown.connection = entry.connection;
    QByteArray text;
    // The formatter learns a client's address when it connects; the rows are painted in any order.
    const QString address = follower().state().clientAddress(entry.connection);
    if (!address.isEmpty()) {
        shown.kind = ObservationKind::ClientConnected;
        shown.bytes = address.toUtf8();
        m_formatter.appendLine(text, shown);
        text.clear();
    }
    shown.kind = entry.kind;
    shown.reason = entry.reason;
    shown.wallNs = entry.wallNs;
    shown.peer = entry.peer;
    shown.count = entry.count;
    shown.update = entry.update();
    shown.bytes = entry.bytes.first(qMin(entry.bytes.size(), maxBytes)).toByteArray();
    m_formatter.appendLine(text, shown);
    text.chop(1);
    if (entry.bytes.size() > maxBytes)
        text.append("\xe2\x80\xa6"); // an ellipsis
    if (!address.isEmpty()) {
        QByteArray ignored;
        shown.kind = ObservationKind::ClientClosed;
        m_formatter.appendLine(ignored, shown);
    }
    return QString::fromUtf8(text);
}

} // namespace ui
