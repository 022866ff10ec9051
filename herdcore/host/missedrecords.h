// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"

#include <cstdint>
#include <unordered_set>

namespace herdcore::host {

// Whose records a journal does not have. Bounded: beyond that it knows only that the journal lacks more than it can
// say, and that all of the table has to be written.
class MissedRecords
{
public:
    static constexpr std::size_t maxClients = 10'000;
    static constexpr qsizetype maxBytes = 4 << 20; // of their names

    void add(const base::ClientId &client);
    void addAll() { forgetClients(true); } // nobody knows what it lacks
    [[nodiscard]] bool isEmpty() const { return m_clients.empty() && !m_isAll; }
    [[nodiscard]] bool isAll() const { return m_isAll; }
    [[nodiscard]] std::int64_t updates() const { return m_updates; } // that were missed since it was last cleared
    [[nodiscard]] const std::unordered_set<base::ClientId> &clients() const { return m_clients; } // unless isAll()
    void clear();

private:
    void forgetClients(bool isAll);

    std::unordered_set<base::ClientId> m_clients;
    qsizetype m_bytes = 0;
    bool m_isAll = false;
    std::int64_t m_updates = 0;
};

} // namespace herdcore::host
