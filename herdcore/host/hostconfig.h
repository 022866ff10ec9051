// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/lineend.h"
#include "herdcore/base/time.h"
#include "herdcore/base/timers.h"
#include "herdcore/host/addresslimits.h"
#include "herdcore/host/linkimpairment.h"
#include "herdcore/net/descriptorbudget.h"
#include "herdcore/net/lineconnection.h"
#include "herdcore/net/poller.h"
#include "herdcore/node/herdnode.h"
#include "herdcore/observe/event.h"
#include "herdcore/places/placessource.h"

#include <QHostAddress>

#include <functional>
#include <vector>

namespace herdcore::host {

// Where a neighbour listens.
struct NeighbourAddress {
    node::Neighbour neighbour;
    QHostAddress host;
    quint16 port = 0;
    bool isCut = false; // the user has cut this link
    std::vector<LinkImpairment> faults = {}; // of what is sent there
    std::uint64_t seed = 1; // of what is random about the link: when it is dialled again, and the jitter of faults
    std::int64_t askNs = 0; // so long after it was sent something it is asked what it holds; 0: it is not
};

// Called when a fault of what a server sends has ended, in its engine's thread.
using FaultEnded = std::function<void(base::ServerIndex from, base::FaultNumber)>;

// What one server may cost (reliability.md section 3).
struct HostLimits {
    net::ConnectionLimits client;
    int connections = 10'000;
    qsizetype unsentTotalBytes = 12 * 1024 * 1024; // of all connections, with the answers that wait for places
    qsizetype partialTotalBytes = 6 * 1024 * 1024; // of lines that are not complete, of all connections
    AddressLimit address;
    std::size_t waitingAnswers = 64; // per connection; beyond it nothing more is read from it
    int oneShots = 64; // one-shot connections to one neighbour at a time, each for one message
    qsizetype neighbourUnsentBytes = 64 * 1024; // then a neighbour is sent nothing more until it has read that
    std::int64_t greetingNs = 10 * base::nsPerSecond; // for a neighbour that we have dialled to say something
    std::int64_t oneShotNs = 5 * base::nsPerSecond; // for a neighbour to close a one-shot connection
};

struct HostConfig {
    base::ServerIndex server = base::ServerIndex::None;
    node::NodeConfig node;
    QHostAddress address;
    quint16 port = 0; // 0: the system's choice
    base::LineEnd lineEnd = base::LineEnd::SilenceOnLoopback; // of clients' requests
    std::vector<NeighbourAddress> neighbours;
    HostLimits limits;
    QString journal; // the file; empty: none
    bool journalSync = false; // wait until the disk has what was learnt before anyone is told
    FaultEnded faultEnded = {}; // may be empty
};

// What every connection of an engine thread works with and does not own. The clock and the sink are thread-safe.
struct EngineContext {
    net::Poller &poller;
    const base::Clock &clock;
    observe::EventSink &sink;
};

// What a host works with in addition. All time that a server knows comes from the clock and the timers, which belong
// together. One source of places per engine thread; the budget is the whole process's.
struct HostContext : EngineContext {
    base::Timers &timers;
    places::PlacesSource &places;
    net::DescriptorBudget &budget;
};

} // namespace herdcore::host
