// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/poller.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace herdcore::net {

// Who is registered for which descriptor. Descriptors are small numbers that come back as soon as they are closed, so
// everything that waits for a later call keeps a ticket: it leads nowhere once its registration is gone, even
// if the descriptor has been registered again since.
class HandlerTable
{
public:
    struct Ticket {
        int fd = -1;
        std::uint32_t generation = 0;
    };
    struct Entry {
        Poller::Handler *handler = nullptr;
        std::uint32_t generation = 0;
        bool readable = false;
        bool writable = false;
        bool againWanted = false;
    };

    Ticket add(int fd, Poller::Handler *handler);
    void remove(int fd);
    [[nodiscard]] Entry *find(int fd); // null when nobody is registered; valid until the next add()
    [[nodiscard]] Entry *find(Ticket ticket);

    void wantAgain(int fd);
    [[nodiscard]] bool hasAgain() const { return !m_again.empty(); }
    // What has been wanted until now.
    [[nodiscard]] std::vector<Ticket> takeAgain() { return std::exchange(m_again, {}); }
    void callAgain(const std::vector<Ticket> &tickets);

private:
    std::vector<Entry> m_entries; // by descriptor
    std::vector<Ticket> m_again;
    std::uint32_t m_lastGeneration = 0;
};

} // namespace herdcore::net
