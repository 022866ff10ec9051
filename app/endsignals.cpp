// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/endsignals.h"

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
    if (::poll(&both[1], 1, limitMs) != 0)
        return;
    if (m_isSettled)
        ::_exit(0);
    complain();
    if (m_lastWill)
        m_lastWill();
    ::_exit(1);
}

} // namespace app
