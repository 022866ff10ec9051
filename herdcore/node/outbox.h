// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"

#include <QSet>

#include <deque>
#include <optional>

namespace herdcore::node {

// The clients whose records one neighbour is still to be sent, in the order in which they came to wait. A set of names
// and no queue of lines: what changes ten times while a link is slow is sent once, as it is then, and the memory is
// bounded by the table's.
class Outbox
{
public:
    void add(const base::ClientId &client)
    {
        if (m_waiting.contains(client))
            return;
        m_waiting.insert(client);
        m_order.push_back(client);
    }
    std::optional<base::ClientId> takeFirst()
    {
        if (m_order.empty())
            return std::nullopt;
        base::ClientId first = std::move(m_order.front());
        m_order.pop_front();
        m_waiting.remove(first);
        return first;
    }
    void clear()
    {
        m_order.clear();
        m_waiting.clear();
    }
    [[nodiscard]] bool isEmpty() const { return m_order.empty(); }
    [[nodiscard]] std::size_t size() const { return m_order.size(); }

private:
    std::deque<base::ClientId> m_order;
    QSet<base::ClientId> m_waiting;
};

} // namespace herdcore::node
