// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/node/admission.h"
#include "herdcore/node/links.h"
#include "herdcore/node/repair.h"

#include <QByteArray>

#include <vector>

namespace herdcore::node {

// What a HerdNode is to be.
struct NodeConfig {
    base::ServerName name;
    QByteArray bootId; // another one each time the server starts, without white space
    std::vector<Neighbour> neighbours;
    const protocol::Dialect *dialect = &protocol::atDialect(); // the herd's: its order decides which record wins
    bool answersStaleWithStored = false; // as the 2017 herd does (protocol.md section 1)
    bool oneAnswerPerConnection = false;
    std::int64_t futureBoundNs = 24 * 60 * 60 * base::nsPerSecond;
    bool refusesFuture = false; // what is further ahead than that; otherwise it is only noted
    std::size_t maxClients = 1'000'000;
    std::size_t maxTableBytes = std::size_t{ 176 } << 20; // a million ordinary records
    RepairConfig repair;
    AdmissionConfig admission;
};

} // namespace herdcore::node
