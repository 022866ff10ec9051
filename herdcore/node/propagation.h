// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/flooding.h"
#include "herdcore/node/forgetting.h"
#include "herdcore/node/repair.h"

namespace herdcore::node {

// How what one server knows gets to its neighbours: what is fresh by flooding, what was missed by repair, and both at
// the pace of each link. Flooding goes first; what repair has left to say is said when nothing else waits, so that it
// never fills a link by itself.
class Propagation
{
public:
    Propagation(LocationTable &table, const Links &links, base::ServerName self, const protocol::Dialect &dialect,
        RepairConfig repair);

    // A record that has changed the table. Returns to how many neighbours it goes on. While one neighbour fills up a
    // table that was nearly empty, the others wait: they mostly hold that as well, and are then compared with.
    std::int32_t spread(const protocol::Flood &flood, base::ServerIndex from, base::EventId cause, Effects &effects);

    // `greets`: it has greeted us, and can be spoken to about repair.
    void onLinkUp(base::ServerIndex neighbour, bool greets, base::Moment now, base::EventId cause, Effects &effects);
    void onLinkDown(base::ServerIndex neighbour, Effects &effects);
    void onLinkFull(base::ServerIndex neighbour) { m_flooding.onFull(neighbour); }
    void onLinkWritable(base::ServerIndex neighbour, base::Moment now, Effects &effects);
    void onHeard(base::ServerIndex neighbour, base::Moment now) { m_repair.onHeard(neighbour, now.monotonicNs); }
    // SYNC, SUMS, HAVE, WANT or FORGET, on that neighbour's link. What is wrong with it, if something is.
    [[nodiscard]] std::optional<protocol::Rejection> onRepairLine(
        base::ServerIndex neighbour, const QByteArray &line, base::Moment now, base::EventId cause, Effects &effects);
    [[nodiscard]] std::vector<Repair::Due> onTimer(base::Moment now, Effects &effects);
    [[nodiscard]] std::int64_t nextTimerNs() const { return m_repair.nextNs(); }
    void setRepair(protocol::Repair mode, base::Moment now) { m_repair.setMode(mode, now.monotonicNs); }

    // The user forgets a client: what is held of it here is gone, and with every neighbour that speaks our repair and
    // holds exactly that.
    void forget(const base::ClientId &client, Effects &effects);
    // Whether a neighbour's record is one that was forgotten: then the neighbour is told so, and nothing is learnt.
    bool refuseForgotten(const protocol::Record &record, base::ServerIndex from, const Note &note, Effects &effects);
    [[nodiscard]] Forgetting &forgetting() { return m_forgetting; }
    [[nodiscard]] const Forgetting &forgetting() const { return m_forgetting; }

private:
    [[nodiscard]] std::optional<protocol::Rejection> onForget(
        base::ServerIndex neighbour, const QByteArray &line, base::EventId cause, Effects &effects);
    void tellForgotten(
        const protocol::Record &record, base::ServerIndex neighbour, base::EventId cause, Effects &effects);
    void passOnForgotten(const protocol::Record &record, base::ServerIndex from, base::EventId cause, Effects &effects);
    void say(base::ServerIndex neighbour, const Repair::Reply &reply, base::EventId cause, Effects &effects);
    void sayMore(base::ServerIndex neighbour, base::EventId cause, Effects &effects);

    const Links &m_links;
    Forgetting m_forgetting;
    Flooding m_flooding;
    Repair m_repair;
};

} // namespace herdcore::node
