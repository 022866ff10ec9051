// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/locationtable.h"

#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <vector>

namespace herdcore::node {

// What tells a record from all others of its client, and no more: neither the client's name nor where it was outlives
// being forgotten.
struct ForgottenRecord {
    std::uint64_t clientHash = 0;
    std::int64_t timeNs = 0;
    std::uint16_t check = 0;

    explicit ForgottenRecord(const protocol::Holding &holding)
        : clientHash(protocol::clientHash(holding.client.bytes()))
        , timeNs(holding.timeNs)
        , check(holding.check)
    { }
    ForgottenRecord() = default;
    friend auto operator<=>(const ForgottenRecord &, const ForgottenRecord &) = default;
};

// Takes the records that the user wants gone out of a server's table, and remembers the newest of them, so that a
// neighbour that was cut off meanwhile, or a journal, does not bring them back. Any other record of such a client is
// as welcome as ever: an earlier one as well, which is how a clock that was far ahead is got rid of.
class Forgetting
{
public:
    static constexpr std::size_t most = 1'024; // remembered; beyond that the oldest is not

    explicit Forgetting(LocationTable &table)
        : m_table(table)
    { }

    // What was held of the client; nothing: nothing was.
    std::optional<protocol::Record> forget(const base::ClientId &client);
    // Of these, those that were held exactly so. Others are not even remembered: whoever names them cannot make a
    // server forget what it should remember.
    std::vector<protocol::Record> forget(const std::vector<protocol::Holding> &records);
    // As a journal has it.
    void restore(const ForgottenRecord &record);

    [[nodiscard]] bool isForgotten(const protocol::Holding &record) const
    {
        return m_known.contains(ForgottenRecord(record));
    }
    [[nodiscard]] bool isForgotten(const protocol::Record &record) const;
    [[nodiscard]] const std::deque<ForgottenRecord> &remembered() const { return m_remembered; } // the oldest first

private:
    void remember(const ForgottenRecord &record);

    LocationTable &m_table;
    std::deque<ForgottenRecord> m_remembered;
    std::set<ForgottenRecord> m_known; // the same
};

} // namespace herdcore::node
