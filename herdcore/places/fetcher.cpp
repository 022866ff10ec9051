// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/fetcher.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>

#include <algorithm>

namespace herdcore::places {

using Failure = FetchReply::Failure;

namespace {

constexpr int retryMs = 20;
constexpr qint64 readAheadBytes = 64 * 1024;
const char userAgent[] = "Herdscope/" HERDSCOPE_VERSION " (a desktop program that runs a herd of servers)";

QNetworkRequest networkRequest(const FetchRequest &wanted)
{
    QNetworkRequest request(wanted.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", userAgent);
    // A few bytes may unpack to a lot; without a request for compression Qt unpacks nothing.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Accept", "application/json");
    for (const auto &[name, value] : wanted.headers)
        request.setRawHeader(name, value);
    return request;
}

// Errors above these stem from the status of an HTTP response.
Failure failureOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::NoError:
        return Failure::None;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return Failure::Broken;
    case QNetworkReply::SslHandshakeFailedError:
        return Failure::Untrusted;
    default:
        return error <= QNetworkReply::UnknownNetworkError ? Failure::Unreachable : Failure::None;
    }
}

} // namespace

struct Fetcher::Job : QObject {
    using QObject::QObject;

    FetchRequest request;
    Done done;
    QTimer deadline;
    QTimer silence;
    QNetworkReply *reply = nullptr;
    QByteArray body;
};

Fetcher::Fetcher(FetchLimits limits, std::shared_ptr<RateLimiter> limiter)
    : m_limits(limits)
    , m_rateLimiter(std::move(limiter))
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setAutoDeleteReplies(false);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Fetcher::startWaiting);
}

Fetcher::~Fetcher()
{
    for (Job *const job : m_jobs)
        drop(*job);
}

void Fetcher::fetch(FetchRequest request, Done done)
{
    auto *const job = new Job(this);
    m_jobs.push_back(job);
    job->request = std::move(request);
    job->done = std::move(done);
    const bool isTooBusy = m_waiting.size() >= static_cast<std::size_t>(m_limits.waiting);
    const Failure atDeadline = isTooBusy ? Failure::TooBusy : Failure::TooSlow;
    job->deadline.setSingleShot(true);
    job->deadline.setTimerType(Qt::PreciseTimer);
    connect(&job->deadline, &QTimer::timeout, this, [this, job, atDeadline] { end(*job, { atDeadline, 0, {} }); });
    job->deadline.start(isTooBusy ? 0 : m_limits.wholeMs);
    if (isTooBusy)
        return;
    m_waiting.push_back(job);
    startWaiting();
}

void Fetcher::startWaiting()
{
    while (!m_waiting.empty() && m_rateLimiter->tryEnter()) {
        Job *const job = m_waiting.front();
        m_waiting.pop_front();
        start(*job);
    }
    if (!m_waiting.empty())
        m_retry.start(retryMs);
}

void Fetcher::start(Job &job)
{
    const QNetworkRequest request = networkRequest(job.request);
    job.reply = job.request.body.isEmpty() ? m_manager.get(request) : m_manager.post(request, job.request.body);
    // Set at once it has no effect: Qt's HTTP thread learns of the reply in the next turn of the event loop.
    QMetaObject::invokeMethod(
        job.reply, [reply = job.reply] { reply->setReadBufferSize(readAheadBytes); }, Qt::QueuedConnection);
    connect(job.reply, &QNetworkReply::readyRead, this, [this, &job] { read(job); });
    connect(job.reply, &QNetworkReply::finished, this, [this, &job] { finish(job); });
    job.silence.setSingleShot(true);
    connect(&job.silence, &QTimer::timeout, this, [this, &job] { end(job, { Failure::Silent, 0, {} }); });
    job.silence.start(m_limits.silenceMs);
}

void Fetcher::read(Job &job)
{
    job.silence.start(m_limits.silenceMs);
    const bool isTooLarge = job.reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_limits.bodyBytes;
    if (!isTooLarge)
        take(job);
    if (isTooLarge || job.body.size() > m_limits.bodyBytes)
        end(job, { Failure::TooLarge, 0, {} });
}

// At most one byte more than the limit.
void Fetcher::take(Job &job)
{
    // Reserved space takes no memory until it is written to; a body that grows by doubling takes it twice.
    job.body.reserve(m_limits.bodyBytes + 1);
    while (job.body.size() <= m_limits.bodyBytes && job.reply->bytesAvailable() > 0)
        job.body += job.reply->read(std::min(readAheadBytes, m_limits.bodyBytes + 1 - job.body.size()));
}

void Fetcher::finish(Job &job)
{
    FetchReply reply;
    reply.status = job.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply.failure = failureOf(job.reply->error());
    if (reply.failure == Failure::None && reply.status / 100 == 3)
        reply.failure = Failure::Redirected;
    if (reply.failure == Failure::None && reply.status == 0)
        reply.failure = Failure::Broken;
    if (reply.failure == Failure::None) {
        take(job);
        if (job.body.size() > m_limits.bodyBytes)
            reply.failure = Failure::TooLarge;
        else
            reply.body = std::move(job.body);
    }
    end(job, std::move(reply));
}

void Fetcher::end(Job &job, FetchReply reply)
{
    const Done done = std::move(job.done);
    drop(job);
    std::erase(m_waiting, &job);
    std::erase(m_jobs, &job);
    job.deleteLater(); // the caller may be one of its timers
    const QPointer<Fetcher> self(this);
    done(reply);
    if (self)
        startWaiting();
}

// Aborts the request, if there is one; nothing of it arrives any more.
void Fetcher::drop(Job &job)
{
    job.deadline.stop();
    job.silence.stop();
    if (!job.reply)
        return;
    job.reply->disconnect(this);
    job.reply->abort();
    job.reply->deleteLater();
    job.reply = nullptr;
    m_rateLimiter->leave();
}

} // namespace herdcore::places
