// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/answerqueue.h"
#include "herdcore/node/effect.h"
#include "herdcore/node/greetings.h"
#include "herdcore/node/learner.h"
#include "herdcore/node/links.h"
#include "herdcore/node/locationtable.h"
#include "herdcore/node/nodeconfig.h"
#include "herdcore/node/propagation.h"
#include "herdcore/node/spokendialects.h"

#include <QByteArray>

#include <algorithm>
#include <unordered_map>

namespace herdcore::node {

// One server of a herd as a pure state machine: a line, a connection that came or went, an answer about places goes
// in, effects come out. It owns no socket, timer, clock or thread, so the real host, the simulator and the tests run
// this same class. `cause` is the number under which the caller logged the input; the effects carry it.
class HerdNode
{
public:
    explicit HerdNode(NodeConfig config);
    HerdNode(const HerdNode &) = delete;
    HerdNode &operator=(const HerdNode &) = delete;

    // Connections are known from their first input on, until onClosed.
    // `line`: without its LF. Answers of one connection leave in the order of its lines.
    void onLine(
        base::ConnectionId connection, const QByteArray &line, base::Moment now, base::EventId cause, Effects &effects);
    // What has come of a line will not be one: LineTooLong, `bytes` are its head and "..."; LineTimeout, no end came.
    void onNoLine(base::ConnectionId connection, const QByteArray &bytes, base::Reason why, base::EventId cause,
        Effects &effects);
    // The other end will send no more; what it asked for is still answered, then the connection is closed.
    void onInputEnd(base::ConnectionId connection, base::Moment now, Effects &effects);
    void onClosed(base::ConnectionId connection, base::Reason reason, Effects &effects);
    // We dialled a neighbour and it accepted.
    void onDialled(base::ServerIndex neighbour, base::ConnectionId connection, Effects &effects);
    // What became of a CallBack: the neighbour has accepted, or cannot be reached.
    void onCalledBack(base::ServerIndex neighbour, base::ConnectionId connection, Effects &effects);
    void onCallFailed(base::ServerIndex neighbour) { m_greetings.onCallFailed(neighbour); }
    // `json` goes out as it is (Nearby Search form); `count` results, `reason` when there could be none. Where it may
    // not be stored, what is sent says so.
    void onPlaces(std::uint64_t ticket, const QByteArray &json, std::int32_t count, base::Reason reason,
        Effects &effects, bool mayBeStored = true);

    // So much is unsent on the link that nothing more is to be written for now: what changes meanwhile waits, each
    // client once. Until onLinkWritable, which sends some of it, and asks with MoreToSend to be called again.
    void onLinkFull(base::ServerIndex neighbour) { m_propagation.onLinkFull(neighbour); }
    void onLinkWritable(base::ServerIndex neighbour, base::Moment now, Effects &effects)
    {
        m_propagation.onLinkWritable(neighbour, now, effects);
    }
    // A neighbour without a lasting link has been reached again after a line to it was lost.
    void onNeighbourBack(base::ServerIndex neighbour, base::Moment now, Effects &effects);
    // To be called at nextTimerNs() (monotonic) or soon after: it changes with every input.
    void onTimer(base::Moment now, Effects &effects);
    [[nodiscard]] std::int64_t nextTimerNs() const
    {
        return std::min(m_propagation.nextTimerNs(), m_greetings.nextNs());
    }
    void setRepair(protocol::Repair mode, base::Moment now);
    // What an earlier run held, before any other input; and what it had forgotten, in the order of the two.
    enum class Restored { Kept, NoRoom, TooFarAhead, Forgotten };
    Restored restore(protocol::Record record, base::Moment now);
    void restore(const ForgottenRecord &record) { m_propagation.forgetting().restore(record); }
    // The user wants what is known of this client to be gone, here and with the neighbours.
    void forget(const base::ClientId &client, Effects &effects)
    {
        m_propagation.forget(client, effects);
        m_learner.onRoom();
    }
    [[nodiscard]] const Forgetting &forgetting() const { return m_propagation.forgetting(); }
    // Further ahead of the clock than may be without a word.
    [[nodiscard]] bool isFuture(const protocol::Record &record, base::Moment now) const
    {
        return m_learner.isFuture(record, now);
    }

    // Where the other end of a connection is. Without this it is not known of any.
    void setAddressOf(AddressOf addressOf) { m_greetings.setAddressOf(std::move(addressOf)); }
    // While cut, a neighbour's greeting is refused; an existing link is the caller's to end.
    void setCut(base::ServerIndex neighbour, bool isCut) { m_links.setCut(neighbour, isCut); }

    // Whether a line, as the first on its connection, shows that a server and not a client is at the other end.
    [[nodiscard]] bool isServersLine(QByteArrayView line) const;
    // By a dialect that is spoken here; a greeting is not.
    [[nodiscard]] bool isClaimed(QByteArrayView line) const { return m_dialects.claims(line); }
    // How many of the connection's lines still wait for their answer: a host stops reading when there are many.
    [[nodiscard]] std::size_t waitingAnswers(base::ConnectionId connection) const;
    [[nodiscard]] qsizetype waitingBytes(base::ConnectionId connection) const; // of those, and of unfinished lines
    [[nodiscard]] const LocationTable &table() const { return m_table; }
    [[nodiscard]] bool isLinkUp(base::ServerIndex neighbour) const { return m_links.isUp(neighbour); }

private:
    struct Connection {
        bool isServers = false; // its first word was a neighbour's: lines that make no sense are never answered
        bool isClosing = false; // its lines are ignored from now on
        base::Reason end = base::Reason::None; // why it is closed once everything is answered; None: it goes on
        QByteArray unfinished; // a neighbour's line that goes on in the next one
        const SpokenDialects *believed = nullptr; // in which it came
        AnswerQueue answers;
    };
    // One input: where it came from, why, and where its effects go.
    struct Input {
        base::ConnectionId id;
        Connection &connection;
        base::EventId cause;
        Effects &effects;
    };

    void apply(const Greetings::Decisions &decisions, Greetings::Context to);
    void takeLink(Input input, const Greetings::Decision &link, base::Moment now);
    void speakPlainly(base::ServerIndex neighbour, base::Reason reason, Greetings::Context to);
    void speakAgain(base::ServerIndex neighbour, Effects &effects);
    void onRepairLine(Input input, base::ServerIndex neighbour, const QByteArray &line, base::Moment now);
    void onNeighbourLine(Input input, QByteArray line, base::Moment now);
    void finishNeighbourLine(Input input, base::Moment now); // one that waits for its second half
    void onFlood(Input input, const QByteArray &line, base::Moment now);
    void onClientLine(Input input, const QByteArray &line, base::Moment now);
    void onIAmAt(Input input, const protocol::IAmAt &message, const QByteArray &line, base::Moment now);
    void onWhatsAt(Input input, const protocol::WhatsAt &message, const QByteArray &line);
    void reject(Input input, const protocol::Rejection &rejection, const QByteArray &line);
    void refuse(Input input, base::Reason reason); // no answer, only an end
    void answer(Input input, QByteArray bytes, const base::UpdateKey &update);
    void afterAnswers(Input input);
    void close(Input input, base::Reason reason);

    NodeConfig m_config;
    SpokenDialects m_dialects;
    bool m_greets = false; // some link is persistent
    LocationTable m_table;
    Links m_links;
    Propagation m_propagation;
    Learner m_learner;
    Greetings m_greetings;
    std::unordered_map<base::ConnectionId, Connection> m_connections;
    std::unordered_map<std::uint64_t, base::ConnectionId> m_tickets;
    std::uint64_t m_lastTicket = 0;
};

} // namespace herdcore::node
