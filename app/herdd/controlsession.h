// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/completion.h"
#include "herdcore/control/herdcontrol.h"
#include "herdcore/herd/herd.h"
#include "herdcore/observe/logcursor.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace herdd {

// What became of a command. Each line of text ends with a line end.
struct ControlAnswer {
    enum class Status { Done, Failed, Misused };
    Status status = Status::Done;
    QByteArray text;
};

// Commands as words, from whoever sends them, to a HerdControl. Each is answered once the log says that it has been
// done, after 5 s at the latest; the answers of several that wait may come in any order.
class ControlSession : public QObject
{
    Q_OBJECT
public:
    using Reply = std::function<void(const ControlAnswer &)>;
    explicit ControlSession(herdcore::herd::Herd &herd); // must outlive this

    void apply(const QStringList &words, const Reply &reply); // replies once, perhaps before it returns

private:
    struct Waiting {
        herdcore::control::Completion completion;
        Reply reply;
        std::int64_t untilNs;
    };

    void readOn();
    void onAdvanced();
    void onTime();
    void answerDone();

    herdcore::state::HerdState m_state;
    herdcore::observe::LogCursor m_cursor;
    herdcore::control::HerdControl m_control;
    std::vector<Waiting> m_waiting;
    QTimer m_timer;
};

} // namespace herdd
