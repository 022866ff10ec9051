// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/onlinesource.h"

#include "herdcore/places/jsonscan.h"
#include "herdcore/places/nearbyjson.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>

#include <algorithm>

namespace herdcore::places {

namespace {

constexpr qsizetype longestMessage = 500;

ProviderAccess accessOf(const PlacesSettings &settings)
{
    return { settings.baseUrl.isEmpty() ? ownBaseUrl(settings.source) : settings.baseUrl, settings.key };
}

std::shared_ptr<RateLimiter> rateLimiterOf(const PlacesSettings &settings, Provider::ProviderPolicy policy)
{
    // Another key is another account, with its own limits.
    const QByteArray name = settings.source.toUtf8() + ' ' + accessOf(settings).baseUrl.toEncoded() + ' '
        + QCryptographicHash::hash(settings.key, QCryptographicHash::Sha256).toHex();
    if (settings.limits.backOffMs > 0)
        policy.backOff = { settings.limits.backOffMs, settings.limits.backOffMs };
    return RateLimiter::shared(name, std::min(settings.limits.atOnce, policy.atOnce), policy.backOff);
}

std::int64_t nowMs()
{
    return QDeadlineTimer::current().deadline();
}

// "1.5 s"
QByteArray seconds(std::int64_t ms)
{
    return QByteArray::number(static_cast<double>(ms) / 1000) + " s";
}

} // namespace

OnlineSource::OnlineSource(const PlacesSettings &settings, std::unique_ptr<Provider> provider)
    : m_provider(std::move(provider))
    , m_limits(settings.limits)
    , m_needsKey(needsKey(settings.source))
    , m_access(accessOf(settings))
    , m_redaction(settings.key)
    , m_rateLimiter(rateLimiterOf(settings, m_provider->policy()))
    , m_fetcher(settings.limits, m_rateLimiter)
{ }

void OnlineSource::ask(const PlacesQuery &query, Done done)
{
    if (m_needsKey && !isPlausibleKey(m_access.key)) {
        done(fail("REQUEST_DENIED",
            m_access.key.isEmpty() ? "This places provider needs an API key, and none is set."
                                   : "The API key contains invalid characters."));
        return;
    }
    if (const auto closed = m_rateLimiter->closedForMs(nowMs()); closed > 0) {
        done(fail("OVER_QUERY_LIMIT",
            "The places provider reported too many requests; try again in " + seconds(closed / 1000 * 1000 + 1000)
                + '.'));
        return;
    }
    m_fetcher.fetch(m_provider->request(query, m_access),
        [this, query, done = std::move(done)](const FetchReply &reply) { done(answer(query, reply)); });
}

PlacesAnswer OnlineSource::answer(const PlacesQuery &query, const FetchReply &reply)
{
    if (reply.failure != FetchReply::Failure::None)
        return fail("UNKNOWN_ERROR", inWords(reply.failure));
    if (reply.status / 100 == 2)
        return answerOf(query, reply.body);
    if (reply.status == 429)
        m_rateLimiter->refused(nowMs());
    const QByteArray said = m_provider->errorMessage(reply.body);
    QByteArray message = "The places provider answered with HTTP status " + QByteArray::number(reply.status);
    message += said.isEmpty() ? "." : ": ";
    return fail(statusOfHttp(reply.status), message + said);
}

PlacesAnswer OnlineSource::answerOf(const PlacesQuery &query, const QByteArray &body)
{
    Provider::Reading reading = m_provider->read(query, body);
    if (!reading) {
        const ProviderFailure &failure = reading.error();
        if (failure.status == "OVER_QUERY_LIMIT")
            m_rateLimiter->refused(nowMs());
        return fail(failure.status, failure.message);
    }
    m_rateLimiter->granted();
    PlacesAnswer answer = std::move(reading).value();
    answer.json = m_redaction.reply(std::move(answer.json));
    // A key written with escapes, or one that looks like a number.
    if (m_redaction.isIn(answer.json) || !scanObject(answer.json, {}))
        return fail("UNKNOWN_ERROR", malformed().message);
    answer.mayBeStored = m_provider->policy().mayBeStored;
    return answer;
}

PlacesAnswer OnlineSource::fail(QByteArrayView status, const QByteArray &message) const
{
    QByteArray text = m_redaction.message(message);
    if (text.isEmpty())
        text = "The places provider gave no reason.";
    if (text.size() > longestMessage)
        text = text.first(longestMessage) + "...";
    return { failureJson(status, text), 0, base::Reason::PlacesFailed };
}

QByteArray OnlineSource::inWords(FetchReply::Failure failure) const
{
    using Failure = FetchReply::Failure;
    switch (failure) {
    case Failure::None:
        return {};
    case Failure::Unreachable:
        return "The places provider is unreachable.";
    case Failure::Untrusted:
        return "No trusted TLS connection to the places provider.";
    case Failure::Broken:
        return "The places provider closed the connection early or did not send HTTP.";
    case Failure::Redirected:
        return "The places provider redirected to another address; redirections are not followed.";
    case Failure::TooSlow:
        return "The places provider did not answer within " + seconds(m_limits.wholeMs) + '.';
    case Failure::Silent:
        return "The places provider was silent for " + seconds(m_limits.silenceMs) + '.';
    case Failure::TooLarge:
        return "The answer of the places provider is larger than " + QByteArray::number(m_limits.bodyBytes) + " bytes.";
    case Failure::TooBusy:
        return "Too many requests are waiting for the places provider.";
    }
    return {};
}

} // namespace herdcore::places
