// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <cstdint>
#include <vector>

namespace ui {

// How one update travelled through the herd, in figures.
struct UpdateSummary {
    struct Hop {
        herdcore::base::ServerIndex from = herdcore::base::ServerIndex::None;
        herdcore::base::ServerIndex to = herdcore::base::ServerIndex::None;
        friend bool operator==(const Hop &, const Hop &) = default;
    };
    // A server that has learnt the update.
    struct Reached {
        int hops = 0; // from where the client said it
        std::int64_t afterNs = 0; // since the first server learnt it
    };

    herdcore::base::UpdateKey update;
    int servers = 0; // of the herd
    int sends = 0; // lines between servers that carried it
    int useful = 0; // taught their receiver something
    int redundant = 0; // told their receiver nothing new
    int lost = 0; // known not to have arrived
    int hops = 0; // of the longest first arrival
    std::int64_t tookNs = 0; // from the first server's learning to the last one's
    QHash<herdcore::base::ServerIndex, Reached> reached;
    std::vector<Hop> tree; // first arrivals, in the order in which they came
    std::vector<Hop> repeats; // deliveries that were not the first one at their receiver

    [[nodiscard]] int onTheWay() const { return sends - useful - redundant - lost; }
};

// Follows one update through the log: folds events in their order and keeps the summary of those about the update.
// A pure value that skips at once what is about something else.
class UpdateTracer
{
public:
    UpdateTracer(herdcore::base::UpdateKey update, int servers);

    void fold(const herdcore::observe::EventView &event);
    [[nodiscard]] const UpdateSummary &summary() const { return m_summary; }

private:
    void received(const herdcore::observe::EventView &event);
    void learned(const herdcore::observe::EventView &event);
    void unneeded(const herdcore::observe::EventView &event);
    // Whose line led to the decision; None: a client's, or one that has been judged already.
    [[nodiscard]] herdcore::base::ServerIndex takeSender(const herdcore::observe::EventView &decision);

    UpdateSummary m_summary;
    QSet<herdcore::base::EventId> m_sent;
    QHash<herdcore::base::EventId, herdcore::base::ServerIndex> m_received; // from whom
    QSet<herdcore::base::EventId> m_judged; // lines received that a decision was made about
    std::int64_t m_firstNs = 0;
};

// "8 sends, 4 useful, 4 redundant; reached 5 of 5 in 2 hops, 0.9 ms", for people; what is rare is left out when it is
// 0.
[[nodiscard]] QString summaryText(const UpdateSummary &summary);

} // namespace ui
