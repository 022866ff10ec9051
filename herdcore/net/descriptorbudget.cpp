// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/descriptorbudget.h"

#include "herdcore/net/sockets.h"

#include <algorithm>

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>

namespace herdcore::net {

namespace {

// More than any herd needs, where the system says "without limit"; Linux allows no process more by default.
constexpr rlim_t plenty = 1024 * 1024;

} // namespace

int raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 256; // what the poorest system grants
    const rlim_t wanted = std::min(limit.rlim_max, plenty);
    if (limit.rlim_cur < wanted) {
        const rlim_t before = std::exchange(limit.rlim_cur, wanted);
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            limit.rlim_cur = before;
    }
    return static_cast<int>(std::min(limit.rlim_cur, plenty));
}

int openDescriptors()
{
    int count = 0;
    if (DIR *directory = ::opendir("/proc/self/fd")) {
        while (const dirent *entry = ::readdir(directory))
            count += entry->d_name[0] != '.' ? 1 : 0;
        ::closedir(directory);
        return count - 1; // the directory itself
    }
    constexpr int asked = 1024;
    for (int fd = 0; fd < asked; ++fd)
        count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    return count;
}

DescriptorBudget::DescriptorBudget(int reserve)
    : m_capacity(std::max(0, raiseDescriptorLimit() - openDescriptors() - reserve))
{ }

bool DescriptorBudget::tryTake()
{
    int taken = m_taken.load(std::memory_order_relaxed);
    while (taken < m_capacity) {
        if (m_taken.compare_exchange_weak(taken, taken + 1, std::memory_order_relaxed))
            return true;
    }
    return false;
}

void DescriptorBudget::release()
{
    const int before = m_taken.fetch_sub(1, std::memory_order_relaxed);
    Q_ASSERT(before > 0);
    Q_UNUSED(before)
}

void refuseConnection(Sockets &sockets, int fd, const QByteArray &text)
{
    sockets.prepare(fd);
    Q_UNUSED(sockets.send(fd, text)) // a new connection's send buffer is empty: all of it goes or nothing helps
    sockets.finishWriting(fd);
    Q_UNUSED(sockets.discardInput(fd))
    sockets.close(fd, Goodbye::Orderly);
}

} // namespace herdcore::net
