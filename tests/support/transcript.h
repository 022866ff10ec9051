// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/herdnode.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QString>

#include <memory>
#include <optional>

namespace herdtest {

// Runs a conversation with a HerdNode and compares everything that the node wants done, in order: whatever it does and
// the transcript does not say is a difference. One step per line, '#' starts a comment:
//
//   name Hill                     the server's own name (Hill unless said otherwise; its boot id is "boot")
//   neighbours Jaquez Smith       (none unless said otherwise)
//   option one-answer | stored | per-message | dialect NAME | repair sync | repair push | clients N | bound SECONDS
//          speakers listed | speakers keyed | key WORD | herd ID | refuse-future | external NAME DIALECT ADDRESS
//   from riley 10.0.0.1           the address of a connection; 127.0.0.1 unless said otherwise once one is
//   at 1520023934.9               the clock shows this from now on
//   link Jaquez Smith             these neighbours have dialled us and greeted; what that makes us do is not compared
//
//   riley< IAMAT ...              a line comes, on the connection with this name or on the link to this neighbour
//   long riley IAMAT ...          a line beyond the limit, of which these are the first bytes
//   end riley                     the end of input
//   gone riley                    the connection is gone; "over": after both ends had finished; "silent": we gave up
//   dial Jaquez j1                our call to this neighbour succeeded; the connection's name is j1
//   called Jaquez j2              our call to ask this neighbour succeeded; the connection's name is j2
//   uncalled Jaquez               ... failed
//   places 1 2 {"results":...}    the answer to the first question about places: 2 results; "-" : it failed
//   cut Jaquez, heal Jaquez       the user cuts or heals the link
//   later 12.5                    so many seconds pass, and then the node's timer rings
//   full Jaquez, writable Jaquez  its link takes nothing more, or takes something again
//   forget riley                  the user forgets this client
//   back Jaquez                   one without a lasting link has been reached again
//
//   riley> AT Hill ...            the node answers, in one write, this and LF
//   Jaquez> AT Hill ...           ... sends this line to a neighbour
//   close riley (reason)          ... closes; "at once" where it resets
//   more Jaquez                   ... has more to send to this neighbour
//   call Jaquez                   ... wants to ask this neighbour
//   plainly Jaquez                ... sends plain lines to this neighbour from now on; "lasting Jaquez": no longer
//   bind Jaquez j1                ... takes a connection for the link
//   ask 1 riley +34.06 -118.44 10 5   ... asks for places: question, connection, place, radius, bound
//   ! learned (reason) Jaquez kiwi x2: bytes    ... notes a decision: reason, neighbour, client, count, bytes
//
// {N1} stands for the first nonce of the node, and so on.
//
// An effect that another line than the one just read caused ends with " <- riley 1", the connection and the line.
class Transcript
{
public:
    Transcript();
    ~Transcript();

    // The first difference, with its line; nothing when the node did exactly what the transcript says.
    [[nodiscard]] std::optional<QString> run(const QByteArray &text);

private:
    [[nodiscard]] bool isExpectation(const QByteArray &step) const;
    [[nodiscard]] bool configure(const QByteArray &step);
    [[nodiscard]] bool input(const QByteArray &step);
    [[nodiscard]] bool moreInput(const QByteArray &verb, QByteArray rest);
    void option(QByteArray text);
    void external(QByteArray text);
    void line(const QByteArray &from, const QByteArray &bytes);
    void link(const QByteArray &neighbour);
    herdcore::base::EventId nextCause(const QByteArray &from);
    [[nodiscard]] std::optional<QString> unexpected() const;

    void take(const herdcore::node::Effect &effect);
    [[nodiscard]] QByteArray render(const herdcore::node::Send &send) const;
    [[nodiscard]] QByteArray render(const herdcore::node::SendToNeighbour &send) const;
    [[nodiscard]] QByteArray render(const herdcore::node::Close &close) const;
    [[nodiscard]] QByteArray render(const herdcore::node::MoreToSend &more) const;
    [[nodiscard]] QByteArray render(const herdcore::node::CallBack &call) const;
    [[nodiscard]] QByteArray render(const herdcore::node::SpeakPlainly &how) const;
    [[nodiscard]] QByteArray render(const herdcore::node::BindLink &bind);
    [[nodiscard]] QByteArray render(const herdcore::node::AskPlaces &ask) const;
    [[nodiscard]] QByteArray render(const herdcore::node::Note &note) const;
    [[nodiscard]] QByteArray withNames(QByteArray bytes) const; // in place of nonces
    [[nodiscard]] QByteArray because(herdcore::base::EventId cause) const;

    herdcore::base::ConnectionId connection(const QByteArray &name);
    [[nodiscard]] QByteArray nameOf(herdcore::base::ConnectionId connection) const;
    [[nodiscard]] QByteArray nameOf(herdcore::base::ServerIndex neighbour) const;
    [[nodiscard]] herdcore::base::ServerIndex neighbour(const QByteArray &name) const;
    herdcore::node::HerdNode &node();

    herdcore::node::NodeConfig m_config;
    bool m_isPersistent = true;
    std::unique_ptr<herdcore::node::HerdNode> m_node; // made by the first step that needs it
    herdcore::base::Moment m_now;
    herdcore::node::Effects m_effects;
    QByteArrayList m_done; // what the node did and no expectation has taken yet
    QByteArrayList m_connections; // by number, from 1
    QHash<QByteArray, QByteArray> m_links; // the connection that carries each neighbour's link
    QHash<QByteArray, QByteArray> m_hosts; // of connections
    QHash<QByteArray, int> m_linesOf; // lines that have come on each connection
    QByteArrayList m_causes; // "riley 1", by number, from 1
    qsizetype m_current = 0; // the cause that is the line just read; 0: another input
};

} // namespace herdtest
