// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/endsignals.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <string_view>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace app {

namespace {

// Blocked in this thread and those that it starts, so that none is interrupted by them.
int takeSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int one : { SIGTERM, SIGINT, SIGHUP }) {
        struct sigaction before { };
        // Blocked, an ignored one would be kept and read all the same.
        if (::sigaction(one, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaddset(&signals, one);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

// How long the threads of this process have wanted to run while the machine ran something else, in ms; 0 where the
// system does not tell.
std::int64_t waitedForTheMachine()
{
    std::int64_t waitedNs = 0;
    for (const QString &thread : QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(QStringLiteral("/proc/self/task/%1/schedstat").arg(thread));
        if (file.open(QIODevice::ReadOnly))
            waitedNs += file.readLine(200).split(' ').value(1).toLongLong();
    }
    return waitedNs / 1'000'000;
}

// Whether something comes within the limit; time in which the machine was busy with others does not count, up to a
// bound.
bool comesInTime(pollfd &awaited, std::int64_t limitMs)
{
    constexpr std::int64_t mostWaitingMs = 5'000;
    const std::int64_t before = waitedForTheMachine();
    std::int64_t granted = 0;
    for (std::int64_t ms = limitMs; ms > 0;) {
        if (::poll(&awaited, 1, static_cast<int>(ms)) != 0)
            return true;
        ms = std::min(waitedForTheMachine() - before, mostWaitingMs) - granted;
        granted += std::max<std::int64_t>(ms, 0);
    }
    return false;
}

void complain()
{
    constexpr std::string_view line
        = "the end took too long: the last lines of log files and journals may be missing\n";
    pollfd standardError{ STDERR_FILENO, POLLOUT, 0 };
    if (::poll(&standardError, 1, 0) == 1)
        Q_UNUSED(::write(STDERR_FILENO, line.data(), line.size()))
}

} // namespace

EndSignals::EndSignals(std::function<void()> lastWill)
    : m_lastWill(std::move(lastWill))
    , m_signals(takeSignals())
    , m_stop(::eventfd(0, EFD_CLOEXEC))
{
    std::signal(SIGPIPE, SIG_IGN);
    m_thread = std::thread(&EndSignals::wait, this);
}

EndSignals::~EndSignals()
{
    const std::uint64_t one = 1;
    Q_UNUSED(::write(m_stop, &one, sizeof one))
    m_thread.join();
    ::close(m_stop);
    ::close(m_signals);
}

void EndSignals::wait()
{
    std::array<pollfd, 2> both{ { { m_signals, POLLIN, 0 }, { m_stop, POLLIN, 0 } } };
    while (::poll(both.data(), both.size(), -1) < 0) { }
    if (both[1].revents != 0)
        return;
    Q_EMIT asked(); // queued, for the receiver's thread is another
    if (comesInTime(both[1], limitMs))
        return;
    if (m_isSettled)
        ::_exit(0);
    complain();
    if (m_lastWill)
        m_lastWill();
    ::_exit(1);
}

} // namespace app
