// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace herdcore::places {

// What a request to a provider may cost (reliability.md section 3: "places: whole / silence / body / at once").
struct FetchLimits {
    int wholeMs = 5'000; // from the query on, waiting for a turn included
    int silenceMs = 3'000; // without a byte
    qint64 bodyBytes = 1 << 20;
    int atOnce = 10; // requests of this process to one provider; a provider may allow fewer
    int waiting = 1'000; // queries that wait for their turn, per engine thread
    int backOffMs = 0; // after "too many requests"; 0: the provider's own
};

// Which source of places to use, and what it needs.
struct PlacesSettings {
    QString source = QStringLiteral("gazetteer");
    QUrl baseUrl = {}; // empty: the provider's own
    QByteArray key = {}; // never written to any file
    FetchLimits limits = {};
};

// The names that makePlacesSource() knows, the default first.
[[nodiscard]] QStringList placesSourceNames();
[[nodiscard]] bool isOnlineSource(QStringView source);
[[nodiscard]] bool needsKey(QStringView source);
[[nodiscard]] QUrl ownBaseUrl(QStringView source); // of its provider

// Why a text cannot be a base URL; one sentence that does not quote it, because it may contain a password.
struct BadUrl {
    QString message;
};
[[nodiscard]] base::Expected<QUrl, BadUrl> parseBaseUrl(const QString &text);

// Whether a key is plausible: letters, digits, "-", "_" and ".". Anything else could break an HTTP header.
[[nodiscard]] bool isPlausibleKey(QByteArrayView key);

// GOOGLE_PLACES_API_KEY, trimmed. Removed from the environment by the first call, so that programs started later do not
// inherit it. The first call must precede the first thread.
[[nodiscard]] QByteArray keyFromEnvironment();

} // namespace herdcore::places
