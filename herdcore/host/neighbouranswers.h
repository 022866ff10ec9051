// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostconnection.h"
#include "herdcore/host/hostcore.h"
#include "herdcore/host/neighbourquestions.h"
#include "herdcore/node/refusals.h"

#include <utility>

namespace herdcore::host {

// What neighbours answer on connections that were dialled to send them one line. Nobody asked, and some acknowledge
// each line; but "? AT ..." or a traceback is the one thing that tells the author of that server what is wrong. All of
// it is logged, as far as it is not too much, and what is no acknowledgement is told, not too often.
class NeighbourAnswers
{
public:
    static constexpr int mostLines = 50; // of one connection

    NeighbourAnswers(HostCore &core, NeighbourQuestions::Dial dial)
        : m_core(core)
        , m_questions(core, std::move(dial))
    { }

    [[nodiscard]] NeighbourQuestions &questions() { return m_questions; } // where one was asked
    void take(HostConnection &connection, const QByteArray &line); // closes it when that was enough
    void tellWhatIsDue(std::int64_t nowNs); // of those that were too many to tell at once

private:
    HostCore &m_core;
    NeighbourQuestions m_questions;
    node::Refusals m_objections;
};

} // namespace herdcore::host
