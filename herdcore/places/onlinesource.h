// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/fetcher.h"
#include "herdcore/places/placessource.h"
#include "herdcore/places/provider.h"
#include "herdcore/places/redaction.h"

#include <QElapsedTimer>

namespace herdcore::places {

// Places from a provider on the Internet. Whatever the provider does, each query is answered within the deadline, with
// a JSON object of at most `bound` results that does not contain the key. A provider that asks to be left alone is.
class OnlineSource final : public PlacesSource
{
public:
    OnlineSource(const PlacesSettings &settings, std::unique_ptr<Provider> provider);

    void ask(const PlacesQuery &query, Done done) override;

private:
    [[nodiscard]] PlacesAnswer answer(const PlacesQuery &query, const FetchReply &reply);
    [[nodiscard]] PlacesAnswer answerOf(const PlacesQuery &query, const QByteArray &body);
    [[nodiscard]] PlacesAnswer fail(QByteArrayView status, const QByteArray &message) const;
    [[nodiscard]] QByteArray inWords(FetchReply::Failure failure) const;

    const std::unique_ptr<Provider> m_provider;
    const FetchLimits m_limits;
    const bool m_needsKey;
    const ProviderAccess m_access;
    const Redaction m_redaction;
    const std::shared_ptr<RateLimiter> m_rateLimiter;
    Fetcher m_fetcher; // last: destroyed first
};

} // namespace herdcore::places
