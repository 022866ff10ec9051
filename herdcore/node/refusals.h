// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/node/effect.h"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace herdcore::node {

// Notes of what was refused, so few that whoever is refused in a loop floods no log: the first of its kind, reason and
// neighbour at once, those of the next ten seconds as one, the last of them, with their count.
class Refusals
{
public:
    static constexpr std::int64_t paceNs = 10 * base::nsPerSecond;

    [[nodiscard]] std::optional<Note> add(Note note, std::int64_t nowNs); // to be logged now
    [[nodiscard]] std::vector<Note> due(std::int64_t nowNs);
    [[nodiscard]] std::int64_t nextNs() const; // when there is one due; the greatest number: never

private:
    struct Recent {
        std::int64_t loggedNs = 0;
        Note note; // the last one; its count is that of those since
    };
    std::map<std::tuple<base::EventKind, base::Reason, base::ServerIndex>, Recent> m_recent;
};

} // namespace herdcore::node
