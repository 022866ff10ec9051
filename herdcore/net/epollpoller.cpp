// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/epollpoller.h"

#ifdef Q_OS_LINUX

#include <cerrno>
#include <chrono>

#include <sys/epoll.h>
#include <unistd.h>

namespace herdcore::net {

namespace {

constexpr int eventsPerRound = 64;
constexpr std::chrono::milliseconds turnTime(2);

} // namespace

EpollPoller::EpollPoller()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, context(), [this] { turn(); });
}

EpollPoller::~EpollPoller()
{
    m_notifier.reset();
    if (m_epoll >= 0)
        ::close(m_epoll);
}

void EpollPoller::control(int operation, int fd, const HandlerTable::Entry &entry) const
{
    epoll_event event{};
    event.events = (entry.readable ? EPOLLIN : 0U) | (entry.writable ? EPOLLOUT : 0U);
    event.data.u64 = (static_cast<std::uint64_t>(entry.generation) << 32) | static_cast<std::uint32_t>(fd);
    if (::epoll_ctl(m_epoll, operation, fd, &event) != 0)
        qWarning("epoll_ctl %d of descriptor %d: errno %d", operation, fd, errno);
}

void EpollPoller::add(int fd, Handler *handler)
{
    control(EPOLL_CTL_ADD, fd, *table().find(table().add(fd, handler)));
}

void EpollPoller::interestChanged(int fd, const HandlerTable::Entry &entry)
{
    control(EPOLL_CTL_MOD, fd, entry);
}

void EpollPoller::remove(int fd)
{
    HandlerTable::Entry *entry = table().find(fd);
    if (!entry)
        return;
    control(EPOLL_CTL_DEL, fd, *entry);
    table().remove(fd);
}

void EpollPoller::turn()
{
    const auto end = std::chrono::steady_clock::now() + turnTime;
    bool some = true;
    while (some) {
        const std::vector<HandlerTable::Ticket> again = table().takeAgain();
        bool late = false;
        do {
            some = serveReady();
            late = std::chrono::steady_clock::now() >= end;
        } while (some && !late);
        table().callAgain(again);
        if (late)
            break;
        some = table().hasAgain();
    }
    wakeSoon();
}

// One round for those that are ready; false when there were none.
bool EpollPoller::serveReady()
{
    epoll_event events[eventsPerRound];
    const int count = ::epoll_wait(m_epoll, events, eventsPerRound, 0);
    for (int i = 0; i < count; ++i)
        serve(events[i]);
    return count > 0;
}

void EpollPoller::serve(const epoll_event &event)
{
    const HandlerTable::Ticket ticket{ static_cast<int>(event.data.u64 & 0xFFFFFFFFU),
        static_cast<std::uint32_t>(event.data.u64 >> 32) };
    const HandlerTable::Entry *entry = table().find(ticket);
    if (!entry)
        return;
    const bool trouble = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
    const bool troubleIsWritable = entry->writable && !entry->readable;
    const bool readable = (entry->readable && (event.events & EPOLLIN) != 0) || (trouble && !troubleIsWritable);
    const bool writable = (event.events & EPOLLOUT) != 0 || (trouble && troubleIsWritable);
    if (readable) {
        entry->handler->onReadable();
        entry = table().find(ticket);
    }
    if (writable && entry && entry->writable)
        entry->handler->onWritable();
}

} // namespace herdcore::net

#endif
