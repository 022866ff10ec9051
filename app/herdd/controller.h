// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/controlcommand.h"
#include "app/herdd/herdstatus.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace herdd {

// What became of a command. Each line of text ends with a line end.
struct ControlAnswer {
    enum class Status { Done, Failed, Misused };
    Status status = Status::Done;
    QByteArray text;
};

// Carries out commands on a herd and answers once the log says that they are done: after `cut` both ends have lost the
// link. An end or server that is not run by this process is not waited for.
class Controller : public QObject
{
    Q_OBJECT
public:
    using Reply = std::function<void(const ControlAnswer &)>;
    explicit Controller(herdcore::herd::Herd &herd);

    void apply(const QStringList &words, const Reply &reply); // once, maybe from inside

private:
    using ServerIndex = herdcore::base::ServerIndex;
    using LinkProfile = herdcore::profile::LinkProfile;
    struct Waiting {
        std::function<bool()> isDone;
        std::function<ControlAnswer()> answer;
        Reply reply;
        std::int64_t untilNs;
    };

    void onAdvanced();
    void onTime();
    void once(std::function<bool()> isDone, const Reply &reply, std::function<ControlAnswer()> answer = {});
    void onLink(const ControlCommand &command, const Reply &reply);
    void onServer(const ControlCommand &command, const Reply &reply);
    void disturb(const ControlCommand &command, const Reply &reply);
    void healFault(herdcore::base::FaultNumber number, const Reply &reply);
    void partition(const ControlCommand &command, const Reply &reply);
    void start(ServerIndex server, const Reply &reply);

    [[nodiscard]] bool isOurs(ServerIndex server) const;
    [[nodiscard]] bool isCutAtBothEnds(LinkProfile link) const;
    [[nodiscard]] bool isWhole(LinkProfile link) const;
    [[nodiscard]] bool hasFault(herdcore::base::FaultNumber number) const;
    [[nodiscard]] QByteArray nameOf(ServerIndex server) const;
    [[nodiscard]] QByteArray nameOf(LinkProfile link) const;
    [[nodiscard]] QByteArray status() const;
    [[nodiscard]] QByteArray faults() const;

    herdcore::herd::Herd &m_herd;
    HerdStatus m_status;
    std::vector<Waiting> m_waiting;
    QTimer m_timer;
};

} // namespace herdd
