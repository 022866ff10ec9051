// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/vocabulary.h"

#include <QObject>

namespace herdcore::control {

// The commands of a herd, each with one meaning (the vocabulary's), for the window's actions and `herdd ctl` alike. Of
// those that concern more than one thing:
//   heal      ends the cut of a link and every fault on it, in either direction
//   heal-all  ends every cut and every fault, and thaws every frozen server
//   partition replaces all cuts by its own: a link that was cut and is not in it is healed, whether an earlier
//             partition cut it or the user by itself, so that the herd is parted as the name says. Faults stay
// A link neither of whose ends runs in this process is left alone.
//
// A command that cannot be done is refused: apply() says why, refused() as well, and the herd is not asked. What can be
// done is asked of the herd at once; whether it has been done is read from the log (Completion).
class HerdControl : public QObject
{
    Q_OBJECT
public:
    // `state`: folded from the herd's log by the caller, up to where the caller has read. Both must outlive this.
    HerdControl(herd::HerdOperations &herd, const state::HerdState &state, QObject *parent = nullptr);

    [[nodiscard]] const state::HerdState &state() const { return m_now.state; }
    [[nodiscard]] const Situation &situation() const { return m_now; }

    // Why it cannot be done now; nothing when it can.
    [[nodiscard]] std::optional<Refusal> refusal(const Command &command) const;
    // Whether to offer it: it is not refused, and would change something.
    [[nodiscard]] bool isUseful(const Command &command) const;

    // A caller may leave the result unread: refused() reaches whoever shows it.
    std::optional<Refusal> apply(const Command &command);
    // The same for who waits for the command to be done.
    [[nodiscard]] base::Expected<Applied, Refusal> begin(const Command &command);

    // Talks to a server by a client of the user's own; the conversation's events have the connection that is returned.
    // None: it was refused.
    base::ConnectionId send(base::ServerIndex server, herd::SendRequest request);

    void retire(); // for good: the herd ends, and every command is refused

Q_SIGNALS:
    void refused(const herdcore::control::Refusal &refusal);
    void accepted(const herdcore::control::Command &command); // before the herd is asked, so state() is of before

private:
    Refusal refuse(Refusal refusal);

    herd::HerdOperations &m_herd;
    const Situation m_now;
    bool m_isRetired = false;
};

} // namespace herdcore::control
