// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"
#include "herdcore/profile/fault.h"
#include "herdcore/profile/profile.h"

#include <QByteArray>

#include <vector>

namespace herdcore::herd {

// What the user's own client sends to a server, over a real TCP connection.
struct SendRequest {
    QByteArray bytes; // written as they are, line ends included
    int writes = 1; // in this many pieces, a little apart, 1 to 100
    bool halfClose
        = true; // shut down writing after the last byte; otherwise the connection ends after the answer, or 10 s
};

// What can be done to a running herd, one primitive each: the seam between control::HerdControl, which decides what a
// user's command means and whether it can be done, and the Herd that does it. Operations are requests: they return at
// once, and what became of them is read from the log. One that makes no sense now (stopping what is stopped) does
// nothing.
class HerdOperations
{
public:
    virtual ~HerdOperations() = default;

    [[nodiscard]] virtual bool isLocal(base::ServerIndex server) const = 0; // run by this process, or started by it
    // The links that are to be cut, also those whose servers do not run, of which the log knows nothing yet.
    [[nodiscard]] virtual std::vector<profile::LinkProfile> cuts() const = 0;

    virtual void startAll() = 0;
    virtual void stopAll() = 0;
    virtual void start(base::ServerIndex server) = 0;
    // On another port than the profile's, 0: of the system's choice; its neighbours learn of it, and it stays there.
    virtual void start(base::ServerIndex server, quint16 port) = 0;
    virtual void stop(base::ServerIndex server) = 0; // answers what it can, says goodbye; its table is gone
    virtual void crash(base::ServerIndex server) = 0; // as if killed: connections are reset, nothing is answered
    virtual void cut(profile::LinkProfile link) = 0; // both ends lose the link until it is healed
    virtual void heal(profile::LinkProfile link) = 0; // ends a cut; faults stay
    // Adds a fault to what our servers send over a link; every end reports FaultSet for what it sends. Returns the
    // number to heal it by, or None where there is no such link or no server of ours to send over it.
    virtual profile::FaultNumber disturb(const profile::Fault &fault) = 0;
    virtual void heal(profile::FaultNumber fault) = 0; // what it has delayed or held goes on at once
    virtual void healAll() = 0; // every cut and every fault of a link; a frozen server stays frozen
    virtual void resetLink(profile::LinkProfile link) = 0; // both ends see a reset, and dial again
    // Lets lines go that a Hold keeps.
    virtual void release(profile::LinkProfile link, profile::FaultDirection direction, int lines) = 0;
    virtual void freeze(base::ServerIndex server) = 0; // like a stopped process: silent, its connections stay
    virtual void thaw(base::ServerIndex server) = 0; // continues where it was frozen
    virtual void setRepair(profile::Repair repair) = 0; // how servers catch up from now on; RepairSet in the log
    // What the servers of this process hold of a client is gone, and with neighbours that speak our repair; each of our
    // servers reports Forgotten, a frozen one when it is thawed.
    virtual void forget(const base::ClientId &client) = 0;
    // Talks to a local server; UserConnected ... UserEnded follow in the log with connection = the one returned.
    virtual base::ConnectionId send(base::ServerIndex server, SendRequest request) = 0;
};

} // namespace herdcore::herd
