// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfiles.h"

#include <QDir>

#include <algorithm>
#include <limits>

namespace herdcore::observe {

using base::EventKind;

namespace {

// What the user's client saw is in the same file as what its server saw of it; a log that cannot be written is not
// told to that log.
bool belongsInFile(EventKind kind)
{
    return kind != EventKind::UserConnected && kind != EventKind::UserSent && kind != EventKind::UserReceived
        && kind != EventKind::UserEnded && kind != EventKind::LogDropped;
}

Event reportOn(std::size_t index, EventKind kind, const base::Moment &now)
{
    Event report;
    report.kind = kind;
    report.monotonicNs = now.monotonicNs;
    report.wallNs = now.wallNs;
    report.server = base::ServerIndex{ static_cast<std::int16_t>(index) };
    return report;
}

} // namespace

LogFiles::LogFiles(const QString &directory, const std::vector<QString> &fileNames, NameTable names, qint64 maxBytes)
    : m_formatter(std::move(names))
{
    const QDir dir(directory);
    dir.mkpath(QStringLiteral(".")); // a failure shows when the files cannot be opened
    for (const QString &name : fileNames)
        m_files.emplace_back(dir.filePath(name), maxBytes);
}

void LogFiles::write(std::span<const Event> batch)
{
    for (const Event &event : batch) {
        const auto index = static_cast<std::size_t>(number(event.server));
        if (event.server == base::ServerIndex::None || index >= m_files.size() || !belongsInFile(event.kind))
            continue;
        ServerFile &server = m_files[index];
        server.touched = true;
        m_formatter.appendLine(server.file.buffer(), event);
        if (server.file.buffer().size() >= LogFile::wantsFlush)
            server.file.flush();
    }
}

std::vector<Event> LogFiles::flush(const base::Moment &now)
{
    std::vector<Event> reports;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (m_files[i].touched)
            m_files[i].file.flush();
        m_files[i].touched = false;
        reportMoved(i, now, reports);
        report(i, now, reports);
    }
    return reports;
}

bool LogFiles::hasUnreported() const
{
    return std::any_of(m_files.begin(), m_files.end(),
        [](const ServerFile &server) { return server.reported != server.file.dropped(); });
}

void LogFiles::reportMoved(std::size_t index, const base::Moment &now, std::vector<Event> &reports)
{
    const base::Reason why = m_files[index].file.takeMoved();
    if (why == base::Reason::None)
        return;
    Event report = reportOn(index, EventKind::LogMoved, now);
    report.reason = why;
    report.bytes = m_files[index].file.path().toUtf8();
    reports.push_back(std::move(report));
}

void LogFiles::report(std::size_t index, const base::Moment &now, std::vector<Event> &reports)
{
    ServerFile &server = m_files[index];
    const bool lostMore = server.file.dropped() != server.reported;
    const bool resumed = server.toldFailing && !server.file.isFailing();
    const bool mayTell = !server.toldFailing || now.monotonicNs - server.reportedNs >= base::nsPerSecond;
    if (!resumed && !(lostMore && mayTell))
        return;
    constexpr std::uint64_t most = std::numeric_limits<std::int32_t>::max();
    Event report = reportOn(index, resumed ? EventKind::LogResumed : EventKind::LogDropped, now);
    report.count = static_cast<std::int32_t>(std::min(most, server.file.dropped()));
    report.bytes = server.file.path().toUtf8() + (resumed ? QByteArray() : QByteArray(": " + server.file.error()));
    server.toldFailing = !resumed;
    server.reported = server.file.dropped();
    server.reportedNs = now.monotonicNs;
    reports.push_back(std::move(report));
}

} // namespace herdcore::observe
