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

using base::ConnectionId, base::ObservationKind, base::ServerIndex;

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

QByteArrayView arrow(ObservationKind kind)
{
    if (kind == ObservationKind::LineReceived)
        return " <- ";
    return kind == ObservationKind::LineSent ? QByteArrayView(" -> ") : QByteArrayView(" -- ");
}

// What stands before the figure and behind it; nothing where the kind has none.
std::pair<QByteArrayView, QByteArrayView> countWords(const Observation &observation)
{
    if (observation.kind == ObservationKind::Learned && observation.reason != base::Reason::FromJournal)
        return { ", goes on to ", "" };
    if (observation.kind == ObservationKind::PlacesAnswered)
        return { ", ", "" };
    if (observation.kind == ObservationKind::LogDropped || observation.kind == ObservationKind::LogResumed)
        return { ", ", " lines are missing" };
    if (observation.kind == ObservationKind::JournalRead)
        return { ", ", " records" };
    if (observation.kind == ObservationKind::JournalDamaged)
        return { ", ", " bytes dropped" };
    if (observation.kind == ObservationKind::ForeignEnded)
        return { ", status ", "" };
    return {};
}

void appendCount(QByteArray &out, const Observation &observation)
{
    const auto [before, behind] = countWords(observation);
    if (!before.isEmpty())
        out.append(before).append(QByteArray::number(observation.count)).append(behind);
}

void appendText(QByteArray &out, const Observation &observation)
{
    const QByteArrayView text = observation.bytes.isEmpty() ? observation.update.client.bytes() : observation.bytes;
    if (text.isEmpty() || observation.kind == ObservationKind::ClientConnected)
        return;
    out.append(": ");
    const qsizetype lineEnd = observation.storeFirstLineOnly ? text.indexOf('\n') : -1;
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

void LogFormatter::appendLine(QByteArray &out, const Observation &observation)
{
    if (observation.kind == ObservationKind::ClientConnected)
        follow(observation);
    appendTime(out, observation.wallNs);
    out.append(arrow(observation.kind));
    appendOther(out, observation);
    out.append(' ').append(inWords(observation.kind));
    if (observation.reason != base::Reason::None)
        out.append(" (").append(inWords(observation.reason)).append(')');
    appendCount(out, observation);
    appendText(out, observation);
    out.append('\n');
    if (observation.kind != ObservationKind::ClientConnected)
        follow(observation);
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
void LogFormatter::appendOther(QByteArray &out, const Observation &observation) const
{
    const auto peer = static_cast<std::size_t>(number(observation.peer));
    if (observation.peer != ServerIndex::None && peer < m_names.names.size()) {
        out.append(m_names.names[peer].bytes());
    } else if (observation.connection == ConnectionId::None) {
        out.append('-');
    } else if (const auto client = m_clients.constFind(observation.connection); client != m_clients.constEnd()) {
        out.append(client->address);
    } else {
        out.append("connection-").append(QByteArray::number(static_cast<qulonglong>(number(observation.connection))));
    }
}

void LogFormatter::follow(const Observation &observation)
{
    if (observation.kind == ObservationKind::ClientConnected)
        m_clients.insert(observation.connection, { observation.server, base::escaped(observation.bytes) });
    else if (observation.kind == ObservationKind::ClientClosed)
        m_clients.remove(observation.connection);
    else if (observation.kind == ObservationKind::ServerCrashed || observation.kind == ObservationKind::ServerStopped)
        forgetClients(observation.server);
}

void LogFormatter::forgetClients(ServerIndex server)
{
    m_clients.removeIf([server](const auto &client) { return client.value().server == server; });
}

} // namespace herdcore::observe
