// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/host/linkimpairment.h"
#include "herdcore/host/linkline.h"
#include "herdcore/node/effect.h"
#include "herdcore/observe/event.h"

namespace herdcore::host {

// What one server reports to the log: the only place where its events are made, stamped and handed on. Decides nothing.
class HostReporter
{
public:
    HostReporter(base::ServerIndex server, const base::Clock &clock, observe::EventSink &sink);

    [[nodiscard]] base::Moment now() const { return m_clock.now(); }
    base::EventId report(observe::Event event) const { return report(std::move(event), now()); }
    base::EventId report(observe::Event event, base::Moment now) const;

    // Of the server itself.
    void reportServer(base::EventKind kind, base::Reason reason = base::Reason::None, std::int32_t count = 0,
        const QByteArray &bytes = {}) const;
    void reportNote(const node::Note &note) const; // a decision of the node's
    void reportLink(base::ServerIndex peer, base::EventKind kind, base::Reason reason) const;
    base::EventId reportLine(base::ServerIndex peer, const LinkLine &line, base::EventKind kind, base::Reason reason,
        base::ConnectionId connection) const;
    void reportImpairment(base::ServerIndex peer, base::EventKind kind, const LinkImpairment &impairment) const;

private:
    base::ServerIndex m_server;
    const base::Clock &m_clock;
    observe::EventSink &m_sink;
};

} // namespace herdcore::host
