// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"
#include "herdcore/herd/limits.h"
#include "herdcore/observe/eventlog.h"
#include "herdcore/places/placessettings.h"
#include "herdcore/profile/fault.h"
#include "herdcore/profile/profile.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace herdcore::herd {

struct HerdOptions {
    QString logDir; // where the servers' log files go; empty: no log files
    QString journalDir; // where the servers' journals go, which is to exist; empty: a server that ends forgets
    places::PlacesSettings places;
    std::vector<base::ServerIndex> local; // the servers to run here; empty: all of the profile
    QString bindAddress = QStringLiteral("127.0.0.1"); // anything wider is the user's own wish
    Limits limits;
    observe::EventLog::Limits logLimits;
};

// What the user's own client says to a server, over a real TCP connection.
struct SayRequest {
    QByteArray bytes; // written as they are, line ends included
    int writes = 1; // in this many pieces, a little apart, 1 to 100
    bool halfClose
        = true; // shut down writing after the last byte; otherwise the connection ends after the answer, or 10 s
};

// A running herd: the only door for the ui and herdd. Lives in the thread that made it and never blocks it but in the
// destructor (at most 300 ms); the servers run on engine threads. Commands are requests: they return at once, and what
// became of them is read from the log. A command that makes no sense now (stopping what is stopped) does nothing.
class Herd : public QObject
{
    Q_OBJECT
public:
    Herd(profile::Profile profile, HerdOptions options, QObject *parent = nullptr);
    ~Herd() override; // stops every server; all ports are free when it returns

    [[nodiscard]] const profile::Profile &profile() const;
    [[nodiscard]] const observe::EventLog &log() const;
    [[nodiscard]] bool isLocal(base::ServerIndex server) const; // run by this process, or started by it

    void startAll();
    void stopAll();
    // Stops every server for good; ended() follows once their ports are free and nothing is left to be sent. The log
    // stays; what comes in the way of commands after this call is not for a herd that ends.
    void end();
    void start(base::ServerIndex server);
    // On another port than the profile's, 0: of the system's choice; its neighbours learn of it, and it stays there.
    void start(base::ServerIndex server, quint16 port);
    void stop(base::ServerIndex server); // answers what it can, says goodbye; its table is gone
    void crash(base::ServerIndex server); // as if killed: connections are reset, nothing is answered
    void cut(profile::LinkProfile link); // both ends lose the link until it is healed
    void heal(profile::LinkProfile link);
    // Disturbs what our servers send over a link, besides what disturbs it already; every end says FaultSet of what it
    // sends. The number to heal it by, or None where there is no such link or no server of ours to send over it.
    profile::FaultNumber disturb(const profile::Fault &fault);
    void heal(profile::FaultNumber fault); // what it has delayed or held goes on at once
    void healAll(); // every cut and every fault; what is frozen or stopped is a server, and stays so
    void resetLink(profile::LinkProfile link); // both ends see a reset, and dial again
    void release(profile::LinkProfile link, profile::FaultDirection direction, int lines); // of those that a Hold keeps
    void freeze(base::ServerIndex server); // does nothing and says nothing, as a stopped process; connections stay
    void thaw(base::ServerIndex server); // goes on where it stood
    // How servers catch up from now on; the profile says with what it begins.
    void setRepair(profile::Repair repair);
    [[nodiscard]] profile::Repair repair() const;
    // From now on WHATSAT is answered from there; what was asked before is still answered by the source it was asked
    // of.
    void setPlaces(const places::PlacesSettings &settings);
    // Talks to a local server; SayConnected ... SayEnded follow in the log with connection = the one returned.
    base::ConnectionId say(base::ServerIndex server, SayRequest request);

Q_SIGNALS:
    // The log grew. Emitted at most once until the event loop has delivered it, however much was added.
    void advanced();
    void ended(); // once for each end()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace herdcore::herd
