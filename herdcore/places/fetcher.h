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
    // Why there is no HTTP response.
    enum class Failure {
        None, // there is one, with any status but 3xx
        Unreachable, // no such host, refused, reset before an answer
        Untrusted, // TLS
        Broken, // cut off, or not HTTP
        Redirected, // not followed, wherever it leads
        TooSlow, // not complete in time
        Silent, // no byte for too long
        TooLarge,
        TooBusy, // too many requests are waiting
    };
    Failure failure = Failure::None;
    int status = 0; // of HTTP, if there was a response
    QByteArray body;
};

// Asks one provider over HTTP, in the thread that it was created in, within limits that hold whatever the other end
// does: an overall deadline that nothing extends, limits on silence and on the body, a few requests at a time. It asks
// only the URL that it is given: no redirection, proxy, cookie, cache or stored password. It reports outcomes as values
// and never uses QNetworkReply's error texts, which contain the whole URL, key included.
class Fetcher : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const FetchReply &)>;

    Fetcher(FetchLimits limits, std::shared_ptr<RateLimiter> limiter);
    ~Fetcher() override; // drops requests under way without calling back

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
    const std::shared_ptr<RateLimiter> m_rateLimiter;
    QNetworkAccessManager m_manager;
    std::vector<Job *> m_jobs; // all; children
    std::deque<Job *> m_waiting; // not requested yet
    QTimer m_retry; // while other threads' requests use up the rate limiter
};

} // namespace herdcore::places
