// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herdoperations.h"
#include "herdcore/herd/limits.h"
#include "herdcore/observe/eventlog.h"
#include "herdcore/places/placessettings.h"
#include "herdcore/profile/profile.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace herdcore::herd {

struct HerdOptions {
    QString logDir; // where the servers' log files go; empty: no log files
    QString journalDir; // where the servers' journals go, which is to exist; empty: a server that ends forgets
    bool journalSync = false; // wait until the disk has what was learnt before anyone is told
    places::PlacesSettings places;
    std::vector<base::ServerIndex> local; // the servers to run here; empty: all of the profile
    QString bindAddress = QStringLiteral("127.0.0.1"); // anything wider requires classroom mode
    bool classroom = false; // other machines may connect, and each address is limited
    Limits limits;
    QByteArray key; // of the herd, where its servers prove to each other that they know one
    observe::EventLog::Limits logLimits;
    // Called at the end of a herd that would have taken too long to write what was still queued for its log, with the
    // number of events that are missing in it. May be empty.
    std::function<void(std::uint64_t)> eventsLost;
};

// Who can reach a server that listens on this address.
enum class Reach { Nobody, ThisMachine, OtherMachines }; // Nobody: it is no address
[[nodiscard]] Reach reachOf(const QString &address);

// A running herd: the only way in for the ui and herdd. Lives in the thread that made it and never blocks it but in the
// destructor (at most 300 ms); the servers run on engine threads.
class Herd : public QObject, public HerdOperations
{
    Q_OBJECT
public:
    Herd(profile::Profile profile, HerdOptions options, QObject *parent = nullptr);
    ~Herd() override; // stops every server; all ports are free when it returns

    // Stops every server, and returns when all that happened is in the log and its files. Afterwards only the log may
    // be used. What the servers held is still there until the destructor: a large table takes a while to go.
    void shutDown();

    // Kills the programs of all external servers that this process has started, and whatever they left behind. From any
    // thread; for a process that starts no other programs and is about to end.
    static void killPrograms();

    [[nodiscard]] const profile::Profile &profile() const;
    [[nodiscard]] const observe::EventLog &log() const;
    // Stops every server for good; ended() follows once their ports are free and nothing is left to be sent. The log
    // stays; operations after this call do nothing of use.
    void end();
    [[nodiscard]] profile::Repair repair() const; // as last set; the profile says with what it begins
    // From now on WHATSAT is answered from there; what was asked before is still answered by the source it was asked
    // of.
    void setPlaces(const places::PlacesSettings &settings);

    [[nodiscard]] bool isLocal(base::ServerIndex server) const override;
    [[nodiscard]] std::vector<profile::LinkProfile> cuts() const override;
    void startAll() override;
    void stopAll() override;
    void start(base::ServerIndex server) override;
    void start(base::ServerIndex server, quint16 port) override;
    void stop(base::ServerIndex server) override;
    void crash(base::ServerIndex server) override;
    void cut(profile::LinkProfile link) override;
    void heal(profile::LinkProfile link) override;
    profile::FaultNumber disturb(const profile::Fault &fault) override;
    void heal(profile::FaultNumber fault) override;
    void healAll() override;
    void resetLink(profile::LinkProfile link) override;
    void release(profile::LinkProfile link, profile::FaultDirection direction, int lines) override;
    void freeze(base::ServerIndex server) override;
    void thaw(base::ServerIndex server) override;
    void setRepair(profile::Repair repair) override;
    void forget(const base::ClientId &client) override;
    base::ConnectionId send(base::ServerIndex server, SendRequest request) override;

Q_SIGNALS:
    // The log grew. Emitted at most once until the event loop has delivered it, however much was added.
    void advanced();
    void ended(); // once for each end()

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace herdcore::herd
