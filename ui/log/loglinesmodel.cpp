// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/loglinesmodel.h"

#include "ui/live/words.h"

namespace ui {

using namespace herdcore::base;
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
    const auto span = eventAt(index.row());
    if (span.isEmpty())
        return {};
    if (role == Qt::DisplayRole)
        return line(*span.begin(), shownBytes);
    return role == KindRole ? QVariant(static_cast<int>(messageKind(*span.begin()))) : QVariant();
}

QStringList LogLinesModel::cells(int row) const
{
    const auto span = eventAt(row);
    return { span.isEmpty() ? QString() : line(*span.begin(), copiedBytes) };
}

QString LogLinesModel::line(const EventView &event, qsizetype maxBytes) const
{
    EventView shown = event;
    shown.storeFirstLineOnly = false; // it may be looked at
    shown.bytes = event.bytes.first(qMin(event.bytes.size(), maxBytes));
    QByteArray text;
    m_formatter.appendLine(text, shown, follower().state().clientAddress(event.connection).toUtf8());
    text.chop(1);
    if (event.bytes.size() > maxBytes)
        text.append("\xe2\x80\xa6"); // an ellipsis
    return QString::fromUtf8(text);
}

} // namespace ui
