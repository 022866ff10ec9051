// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/random.h"
#include "herdcore/host/peerlink.h"

namespace herdcore::host {

// A link over one connection for both directions. The server with the lower name dials, and redials 0.25 s to 8 s
// apart, with jitter; the other one dials once after it has started, so that a neighbour need not wait for its next
// try. Until the link has been up it goes on, seldom: a neighbour that does not know greetings will not dial.
class PersistentLink final : public PeerLink
{
public:
    // `dials`: this is the server that redials.
    PersistentLink(NeighbourAddress address, bool dials, const HostLimits &limits, Host &host);

    void setPort(quint16 port) override;
    void open() override;
    void close() override;
    void send(Line line) override;
    void setFrozen(bool frozen) override;
    void onBound(base::ConnectionId connection) override;
    [[nodiscard]] base::ConnectionId connection() const override;

private:
    enum class State : std::uint8_t {
        Down, // and nothing is going to change that from here
        Waiting, // until m_redial
        DueAfterThaw,
        Dialling, // on m_connection; and until the neighbour has greeted
        Up, // on m_connection
    };

    void forgetConnections() override;
    void onEnded(base::ConnectionId connection, base::Reason reason) override;
    void dialIn(std::int64_t ns);
    void dialNow();
    void dialLater();

    const bool m_dials;
    State m_state = State::Down;
    base::ConnectionId m_connection = base::ConnectionId::None;
    bool m_isFrozen = false;
    std::unique_ptr<base::Timers::Timer> m_redial;
    base::Random m_jitter;
    int m_tries = 0; // since it was up for long enough
    std::int64_t m_upSinceNs = 0;
    bool m_hasBeenUp = false;
    bool m_isDialLogged = false;
};

} // namespace herdcore::host
