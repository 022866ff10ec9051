// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placessettings.h"
#include "herdcore/places/ratelimiter.h"

#include <QNetworkAccessManager>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace herdcore::places {

struct FetchRequest {
    QUrl url;
    QByteArray body; // empty: GET; otherwise POST
    std::vector<std::pair<QByteArray, QByteArray>> headers;
};

struct FetchReply {
    // Why there is no HTTP answer.
    enum class Failure {
        None, // there is one, of whatever status but 3xx
        Unreachable, // no such host, refused, reset before an answer
        Untrusted, // TLS
        Broken, // cut off, or not HTTP
        Redirected, // not followed, wherever it leads
        TooSlow, // not complete in time
        Silent, // not a byte for too long
        TooLarge,
        TooBusy, // too many questions wait already
    };
    Failure failure = Failure::None;
    int status = 0; // HTTP's, where there was one
    QByteArray body;
};

// Asks one provider over HTTP, in the thread that it was made in, within limits that hold whatever the other end does:
// a deadline for the whole that nothing extends, a bound on silence and on the body, a few requests at a time. It goes
// to the URL that it was given and nowhere else: no redirection, proxy, cookie, cache or stored password. It tells what
// happened in values of its own and never in QNetworkReply's words, which have the whole URL in them, key included.
class Fetcher : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const FetchReply &)>;

    Fetcher(FetchLimits limits, std::shared_ptr<RateLimiter> gate);
    ~Fetcher() override; // drops what is under way; nobody is told

    // Calls `done` once, later.
    void fetch(FetchRequest request, Done done);

private:
    struct Job;

    void startWaiting();
    void start(Job &job);
    void read(Job &job);
    void take(Job &job);
    void finish(Job &job);
    void end(Job &job, FetchReply reply);
    void drop(Job &job);

    const FetchLimits m_limits;
    const std::shared_ptr<RateLimiter> m_gate;
    QNetworkAccessManager m_manager;
    std::vector<Job *> m_jobs; // all; children
    std::deque<Job *> m_waiting; // those without a request yet
    QTimer m_knock; // at the gate, while it is other threads' requests that fill it
};

} // namespace herdcore::places
