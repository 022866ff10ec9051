// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/fetcher.h"
#include "herdcore/places/placessource.h"

#include <QJsonDocument>

namespace herdcore::places {

// How to reach a provider.
struct ProviderAccess {
    QUrl baseUrl; // never empty
    QByteArray key; // plausible, if the provider needs one
};

// A failure that a provider reports, with a status of Google's.
struct ProviderFailure {
    QByteArray status; // UNKNOWN_ERROR, REQUEST_DENIED, OVER_QUERY_LIMIT, INVALID_REQUEST
    QByteArray message; // UTF-8, the provider's own; may be empty
};

// How to ask one provider and read its answers. Pure: values in, values out.
class Provider
{
public:
    using Reading = base::Expected<PlacesAnswer, ProviderFailure>;

    // What a provider allows.
    struct ProviderPolicy {
        int atOnce; // requests at most
        BackOff backOff;
        bool mayBeStored; // its answers
    };

    virtual ~Provider() = default;
    [[nodiscard]] virtual ProviderPolicy policy() const = 0;
    [[nodiscard]] virtual FetchRequest request(const PlacesQuery &query, const ProviderAccess &access) const = 0;
    // Reads a body that came with status 2xx; malformed() if it is not a reply of this provider.
    [[nodiscard]] virtual Reading read(const PlacesQuery &query, const QByteArray &body) const = 0;
    // The message in the body of an HTTP error; may be empty.
    [[nodiscard]] virtual QByteArray errorMessage(const QByteArray &body) const = 0;
};

// 400 INVALID_REQUEST, 401 and 403 REQUEST_DENIED, 429 OVER_QUERY_LIMIT, anything else UNKNOWN_ERROR.
[[nodiscard]] QByteArray statusOfHttp(int status);
[[nodiscard]] ProviderFailure malformed();
// The base URL with `path` appended, unless it ends with it already.
[[nodiscard]] QUrl urlOf(const QUrl &base, const QString &path);
// In metres. Never 0, which providers reject.
[[nodiscard]] double radiusMetres(const PlacesQuery &query);
// Parsed by QJson if it is an object and not nested too deeply; null otherwise.
[[nodiscard]] QJsonDocument parsedObject(const QByteArray &body);

} // namespace herdcore::places
