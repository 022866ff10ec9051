// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostbytes.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace herdcore::host {

using base::Reason;

namespace {

struct Holder {
    qsizetype bytes;
    HostConnection *connection;
};

constexpr qsizetype shortLine = 1024; // nobody goes for less

// Those that hold most, first, until the others hold no more than `goal` of `used`.
template <typename Bytes>
std::vector<Holder> largest(HostConnectionTable &connections, qsizetype used, qsizetype goal, const Bytes &bytesOf)
{
    std::vector<Holder> holders;
    for (auto &[id, connection] : connections) {
        if (const qsizetype bytes = connection.isRestrained() ? bytesOf(connection) : 0; bytes >= shortLine)
            holders.push_back({ bytes, &connection });
    }
    std::sort(holders.begin(), holders.end(), [](const Holder &a, const Holder &b) { return a.bytes > b.bytes; });
    auto last = holders.begin();
    for (; last != holders.end() && used > goal; ++last)
        used -= last->bytes;
    holders.erase(last, holders.end());
    return holders;
}

} // namespace

HostBytes::HostBytes(const HostLimits &limits)
    : m_limits(limits)
{
    m_shared.manyUnread = limits.partialTotalBytes;
}

void HostBytes::enforceOwed(HostConnectionTable &connections) const
{
    const qsizetype limit = m_limits.unsentTotalBytes;
    if (m_shared.unsent.used() <= limit)
        return;
    const auto owed = [](const HostConnection &connection) {
        return connection.owedBytes();
    };
    for (const Holder &holder : largest(connections, m_shared.unsent.used(), limit / 4 * 3, owed)) {
        holder.connection->line->reset(Reason::ReaderTooSlow);
        holder.connection->waiting.set(0);
    }
}

void HostBytes::enforceUnread(HostConnectionTable &connections)
{
    const qsizetype limit = m_limits.partialTotalBytes;
    const qsizetype used = m_shared.unread.used();
    if (used <= limit)
        m_nextLook = 0;
    if (used <= std::max(limit, m_nextLook))
        return;
    const auto partial = [](const HostConnection &connection) {
        return connection.line->partialLine().size();
    };
    for (const Holder &holder : largest(connections, used, limit / 4 * 3, partial))
        holder.connection->line->closeWhenSent(Reason::NoRoomForLine);
    m_nextLook = m_shared.unread.used() + limit / 16;
}

} // namespace herdcore::host
