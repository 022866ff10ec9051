// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"

#include <QHash>
#include <QSet>

#include <cstdint>
#include <vector>

namespace herdcore::state {

// How one update travelled through the herd, in figures.
struct UpdateSummary {
    struct Hop {
        base::ServerIndex from = base::ServerIndex::None;
        base::ServerIndex to = base::ServerIndex::None;
        friend bool operator==(const Hop &, const Hop &) = default;
    };
    // A server that has learned the update.
    struct Reached {
        int hops = 0; // from the server that the client reported to
        std::int64_t afterNs = 0; // since the first server learned it
    };

    base::UpdateKey update;
    int servers = 0; // of the herd
    int sends = 0; // lines between servers that carried it
    int useful = 0; // taught their receiver something
    int redundant = 0; // held nothing new for their receiver
    int lost = 0; // known not to have arrived
    int older = 0; // reports by the client itself to a server that held something newer
    int repeated = 0; // reports by the client itself to a server that held the same
    int hops = 0; // of the longest first arrival
    std::int64_t tookNs = 0; // from the first server's learning to the last one's
    QHash<base::ServerIndex, Reached> reached;
    std::vector<Hop> tree; // first arrivals, in the order in which they came
    std::vector<Hop> repeats; // deliveries that were not the first one at their receiver

    // It was reported and went nowhere, for it said nothing new.
    [[nodiscard]] bool isNothingNew() const { return reached.isEmpty() && sends == 0 && older + repeated > 0; }
    [[nodiscard]] int onTheWay() const { return sends - useful - redundant - lost; }
};

// Follows one update through the log: folds events in their order and keeps the summary of those about the update.
// A pure value that skips at once what is about something else.
class UpdateTracer
{
public:
    UpdateTracer(base::UpdateKey update, int servers);

    void fold(const observe::EventView &event);
    [[nodiscard]] const UpdateSummary &summary() const { return m_summary; }

private:
    void received(const observe::EventView &event);
    void learned(const observe::EventView &event);
    void unneeded(const observe::EventView &event);
    // Whose line led to the decision; None: a client's, or one that has been judged already.
    [[nodiscard]] base::ServerIndex takeSender(const observe::EventView &decision);

    UpdateSummary m_summary;
    QSet<base::EventId> m_sent;
    QHash<base::EventId, base::ServerIndex> m_received; // from whom
    QSet<base::EventId> m_judged; // lines received that a decision was made about
    std::int64_t m_firstNs = 0;
};

} // namespace herdcore::state
