// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/engine.h"
#include "herdcore/herd/herd.h"
#include "herdcore/herd/hostconfigs.h"
#include "herdcore/observe/recorder.h"

#include <functional>

namespace herdcore::herd {

inline std::size_t at(base::ServerIndex server)
{
    return static_cast<std::size_t>(base::number(server));
}

// What a Herd consists of: herd.cpp has its life, herdfaults.cpp what is done to its links.
struct Herd::Private {
    Private(Herd *herd, profile::Profile aProfile, HerdOptions someOptions);

    [[nodiscard]] Engine &engineOf(base::ServerIndex server) const { return *engines[at(server) % engines.size()]; }
    [[nodiscard]] bool isKnown(base::ServerIndex server) const;
    void start(base::ServerIndex server, quint16 port);
    void setPort(base::ServerIndex server, quint16 port);
    void setCut(profile::LinkProfile link, bool isCut);
    [[nodiscard]] bool isLink(profile::LinkProfile link) const;
    [[nodiscard]] bool isOurs(base::ServerIndex server) const; // runs here, and is no other program
    void atHost(
        base::ServerIndex server, std::function<void(host::ServerHost &)> what) const; // in its thread, if it runs
    [[nodiscard]] host::FaultEnded faultEnded();
    void recordRepair(); // so that the log says it, whether or not a server runs

    Herd *const q;
    const profile::Profile profile;
    const HerdOptions options;
    std::vector<quint16> ports; // where each server listens, or will; may differ from the profile's
    // Where its neighbours dial it: 0 until one of ours listens, for a stranger may have its port.
    std::vector<quint16> dialled;
    std::vector<profile::LinkProfile> cuts;
    std::vector<OutgoingFault> faults; // that have not ended, as far as is known
    std::int32_t lastFault = 0;
    profile::Repair repair;
    std::uint64_t lastSend = 0;

    base::SystemClock clock;
    observe::EventRing ring;
    observe::EventLog log;
    std::unique_ptr<observe::Recorder> recorder;
    net::DescriptorBudget budget;
    bool isShutDown = false;
    std::vector<std::unique_ptr<Engine>> engines; // end first
};

} // namespace herdcore::herd
