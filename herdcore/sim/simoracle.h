// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/locationtable.h"

#include <map>
#include <vector>

namespace herdcore::sim {

// Knows what was promised, and looks at the servers' tables after each event whether it is kept (reliability.md
// section 3): a server's record of a client never goes back while it runs; what was answered stays; and in the end
// every table holds the greatest record of each client that anybody held, byte for byte. What the user has forgotten
// anywhere is not promised any more; and in the end nobody holds it.
class SimOracle
{
public:
    explicit SimOracle(int servers)
        : m_held(static_cast<std::size_t>(servers))
    { }

    void started(int server) { m_held[static_cast<std::size_t>(server)].clear(); }
    // The server has changed its table for this client.
    void learned(int server, const protocol::Record &record);
    // The server has sent a client this. It counts if it holds it: what is older than what it holds is answered, too.
    void answered(int server, const protocol::Record &record);
    // The server has taken this out of its table.
    void forgotten(int server, const protocol::Record &record);
    void broken(const QByteArray &problem); // what somebody else has seen
    // A server that forgets has crashed: what nobody else held may be gone with it, and who knew that it was forgotten.
    void forget()
    {
        m_answered.clear();
        m_forgotten.clear();
    }

    // The first promise that was broken; empty while all are kept.
    [[nodiscard]] const QByteArray &problem() const { return m_problem; }
    // Whether the table that all agree on holds what was answered. The client that it lacks, or empty.
    // A record that no client was told of, where there is one of that client's that it was; empty: there is none.
    [[nodiscard]] QByteArray madeUp(const node::LocationTable &table) const;
    [[nodiscard]] QByteArray lost(const node::LocationTable &table) const;
    // What that table holds although it was forgotten, or empty.
    [[nodiscard]] QByteArray kept(const node::LocationTable &table) const;

private:
    std::vector<std::map<base::ClientId, protocol::Record>> m_held;
    std::map<base::ClientId, protocol::Record> m_answered; // the greatest of each client
    std::vector<protocol::Record> m_forgotten;
    QByteArray m_problem;
};

} // namespace herdcore::sim
