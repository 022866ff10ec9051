// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logformat.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/observe/words.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace herdcore::observe {

using base::ConnectionId, base::EventKind, base::ServerIndex;

namespace {

void appendEscaped(QByteArray &out, QByteArrayView bytes)
{
    const bool plain
        = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
    if (plain)
        out.append(bytes);
    else
        out.append(base::escaped(bytes));
}

QByteArrayView arrow(EventKind kind)
{
    if (kind == EventKind::LineReceived)
        return " <- ";
    return kind == EventKind::LineSent ? QByteArrayView(" -> ") : QByteArrayView(" -- ");
}

void appendCount(QByteArray &out, const EventView &event)
{
    const KindRow &row = rowOf(event.kind);
    const bool isFromJournal = event.kind == EventKind::Learned && event.reason == base::Reason::FromJournal;
    if (!row.beforeCount.isEmpty() && !isFromJournal) // a record from the journal goes on to nobody
        out.append(row.beforeCount).append(QByteArray::number(event.count)).append(row.afterCount);
}

void appendText(QByteArray &out, const EventView &event)
{
    const QByteArrayView text = event.bytes.isEmpty() ? event.client : event.bytes;
    if (text.isEmpty() || event.kind == EventKind::ClientConnected)
        return;
    out.append(": ");
    const qsizetype lineEnd = event.storeFirstLineOnly ? text.indexOf('\n') : -1;
    appendEscaped(out, lineEnd < 0 ? text : text.first(lineEnd));
    if (lineEnd >= 0)
        out.append(" [Google's places, ")
            .append(QByteArray::number(text.size() - lineEnd - 1))
            .append(" bytes, are not kept: its terms forbid it]");
}

} // namespace

LogFormatter::LogFormatter(NameTable names)
    : m_names(std::move(names))
{
    for (base::ServerName &name : m_names.names)
        name = base::ServerName(base::escaped(name.bytes()));
}

void LogFormatter::appendLine(QByteArray &out, const EventView &event)
{
    if (event.kind == EventKind::ClientConnected)
        follow(event);
    appendLine(out, event, addressOf(event));
    if (event.kind != EventKind::ClientConnected)
        follow(event);
}

void LogFormatter::appendLine(QByteArray &out, const EventView &event, const QByteArray &clientAddress)
{
    appendTime(out, event.wallNs);
    out.append(arrow(event.kind));
    appendOther(out, event, clientAddress);
    out.append(' ').append(inWords(event.kind));
    if (event.reason != base::Reason::None)
        out.append(" (").append(inWords(event.reason)).append(')');
    appendCount(out, event);
    appendText(out, event);
    out.append('\n');
}

bool LogFormatter::isOurs(QByteArrayView head)
{
    constexpr QByteArrayView form = "0000-00-00T00:00:00.000000Z ";
    const auto fits = [](char a, char inForm) {
        return inForm == '0' ? a >= '0' && a <= '9' : a == inForm;
    };
    const qsizetype size = std::min(head.size(), form.size());
    return std::equal(head.begin(), head.begin() + size, form.begin(), fits);
}

void LogFormatter::appendTime(QByteArray &out, std::int64_t wallNs)
{
    std::int64_t second = wallNs / base::nsPerSecond;
    std::int64_t rest = wallNs % base::nsPerSecond;
    if (rest < 0) {
        --second;
        rest += base::nsPerSecond;
    }
    if (second != m_second) {
        using namespace std::chrono;
        const sys_seconds moment{ seconds{ second } };
        const sys_days day = floor<days>(moment);
        const year_month_day date{ day };
        const hh_mm_ss clock{ moment - day };
        const int size = std::snprintf(m_date, sizeof m_date, "%04d-%02u-%02uT%02d:%02d:%02d.",
            static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
            static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count()));
        m_dateSize = std::clamp<qsizetype>(size, 0, sizeof m_date - 1);
        m_second = second;
    }
    char micros[] = "000000Z";
    rest /= 1000;
    for (std::size_t digit = 6; digit-- > 0; rest /= 10)
        micros[digit] = static_cast<char>('0' + rest % 10);
    out.append(m_date, m_dateSize).append(micros, 7);
}

// Who is at the other end: the neighbour where it is known to be one, or else the client.
void LogFormatter::appendOther(QByteArray &out, const EventView &event, const QByteArray &clientAddress) const
{
    const auto peer = static_cast<std::size_t>(number(event.peer));
    if (event.peer != ServerIndex::None && peer < m_names.names.size())
        out.append(m_names.names[peer].bytes());
    else if (event.connection == ConnectionId::None)
        out.append('-');
    else if (!clientAddress.isEmpty())
        appendEscaped(out, clientAddress);
    else
        out.append("connection-").append(QByteArray::number(static_cast<qulonglong>(number(event.connection))));
}

QByteArray LogFormatter::addressOf(const EventView &event) const
{
    const auto clients = m_clients.find(event.server);
    if (clients == m_clients.end())
        return {};
    const auto client = clients->second.find(event.connection);
    return client == clients->second.end() ? QByteArray() : client->second;
}

void LogFormatter::follow(const EventView &event)
{
    if (event.kind == EventKind::ClientConnected)
        m_clients[event.server].insert_or_assign(event.connection, event.bytes.toByteArray());
    else if (event.kind == EventKind::ClientClosed)
        m_clients[event.server].erase(event.connection);
    else if (event.kind == EventKind::ServerCrashed || event.kind == EventKind::ServerStopped)
        m_clients.erase(event.server);
}

} // namespace herdcore::observe
