// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/event.h"
#include "herdcore/sim/simoptions.h"
#include "herdcore/sim/simoracle.h"

namespace herdcore::sim {

// The event log of a simulated herd: tells the oracle what servers learn, and counts.
class SimLog final : public observe::EventSink
{
public:
    SimLog(const SimOptions &options, SimOracle &oracle, SimOutcome &outcome);

    base::EventId take(observe::Event event) override;
    [[nodiscard]] std::uint64_t linkUps() const { return m_linkUps; } // of ends of links

private:
    void count(const observe::Event &sent);
    void print(const observe::Event &event) const;

    const SimOptions &m_options;
    SimOracle &m_oracle;
    SimOutcome &m_outcome;
    std::uint64_t m_linkUps = 0;
    std::uint64_t m_last = 0;
};

} // namespace herdcore::sim
