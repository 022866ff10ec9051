// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"
#include "herdcore/base/names.h"
#include "herdcore/base/time.h"

#include <map>
#include <optional>
#include <vector>

namespace herdcore::node {

// Neighbours that do not greet. One shows by answering "? PEER ...", or by how connections end on which it was greeted
// and said nothing: closed by it three times in a row, or silent twice until we gave up. One that has greeted before is
// only frozen or busy, whatever it does. It is then spoken to plainly; one that only closed or was silent is greeted
// again a minute later, for something may just have stood in between.
class PlainNeighbours
{
public:
    static constexpr int closings = 3;
    static constexpr int silences = 2;
    static constexpr std::int64_t againNs = 60 * base::nsPerSecond;

    void onDialled(base::ServerIndex neighbour, base::ConnectionId connection); // and greeted there
    void onSpoke(base::ConnectionId connection); // anything
    void onGreeted(base::ServerIndex neighbour);
    void onAnswered(base::ServerIndex neighbour); // "? PEER ..."
    // The neighbour that is plain from now on; None: nothing new.
    [[nodiscard]] base::ServerIndex onClosed(base::ConnectionId connection, base::Reason reason);

    [[nodiscard]] bool isPlain(base::ServerIndex neighbour) const;
    [[nodiscard]] std::vector<base::ServerIndex> toGreetAgain(std::int64_t nowNs); // no longer plain
    [[nodiscard]] std::int64_t nextNs() const; // when that is due

private:
    struct State {
        base::ConnectionId greetedOn = base::ConnectionId::None; // where it has said nothing yet
        bool hasGreeted = false;
        int closed = 0; // in a row
        int silent = 0;
        bool isPlain = false;
        bool mayGreetLater = false;
        std::optional<std::int64_t> sinceNs = {}; // nothing: not known yet
    };
    std::map<base::ServerIndex, State> m_states;
};

} // namespace herdcore::node
