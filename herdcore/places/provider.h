// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/fetcher.h"
#include "herdcore/places/placessource.h"

#include <QJsonDocument>

namespace herdcore::places {

// What every provider is asked with.
struct ProviderAccess {
    QUrl baseUrl; // never empty
    QByteArray key; // plausible, where the provider needs one
};

// A provider's own "that did not work", in Google's words.
struct ProviderFailure {
    QByteArray status; // UNKNOWN_ERROR, REQUEST_DENIED, OVER_QUERY_LIMIT, INVALID_REQUEST
    QByteArray message; // UTF-8, the provider's own; may be empty
};

// How one provider is asked and understood. Pure: values in, values out.
class Provider
{
public:
    using Reading = base::Expected<PlacesAnswer, ProviderFailure>;

    // What using it costs and asks of us.
    struct ProviderPolicy {
        int atOnce; // requests at a time, at most
        BackOff backOff;
        bool mayBeStored; // what it answers
    };

    virtual ~Provider() = default;
    [[nodiscard]] virtual ProviderPolicy manners() const = 0;
    [[nodiscard]] virtual FetchRequest request(const PlacesQuery &query, const ProviderAccess &access) const = 0;
    // Of a body that came with status 2xx. Where it is no reply of this provider: malformed().
    [[nodiscard]] virtual Reading read(const PlacesQuery &query, const QByteArray &body) const = 0;
    // What it says about an error that HTTP's status tells; may be empty.
    [[nodiscard]] virtual QByteArray errorMessage(const QByteArray &body) const = 0;
};

// 400 INVALID_REQUEST, 401 and 403 REQUEST_DENIED, 429 OVER_QUERY_LIMIT, anything else UNKNOWN_ERROR.
[[nodiscard]] QByteArray statusOfHttp(int status);
[[nodiscard]] ProviderFailure malformed();
// The base URL with `path` behind it; one that has it already stays as it is.
[[nodiscard]] QUrl urlOf(const QUrl &base, const QString &path);
// Metres. Not 0: providers want a circle that is one.
[[nodiscard]] double radiusMetres(const PlacesQuery &query);
// As QJson reads it, an object and not too deep; null otherwise.
[[nodiscard]] QJsonDocument parsedObject(const QByteArray &body);

} // namespace herdcore::places
