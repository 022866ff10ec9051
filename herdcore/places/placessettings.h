// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace herdcore::places {

// What a question to a provider may cost (reliability.md: "places: whole / silence / body / at once").
struct FetchLimits {
    int wholeMs = 5'000; // from the question on, waiting for a turn included
    int silenceMs = 3'000; // without a byte
    qint64 bodyBytes = 1 << 20;
    int atOnce = 10; // requests of this process to one provider; a provider may want fewer
    int waiting = 1'000; // questions that wait for their turn, per engine thread
    int backOffMs = 0; // after "too many requests"; 0: as long as the provider wants
};

// Which source of places, and what it needs.
struct PlacesSettings {
    QString source = QStringLiteral("gazetteer");
    QUrl baseUrl = {}; // empty: the provider's own
    QByteArray key = {}; // never written down anywhere
    FetchLimits limits = {};
};

// The names that makePlacesSource() knows, the default first.
[[nodiscard]] QStringList placesSourceNames();
[[nodiscard]] bool isOnlineSource(QStringView source);
[[nodiscard]] bool needsKey(QStringView source);
[[nodiscard]] QUrl ownBaseUrl(QStringView source); // of its provider

// Why a text cannot be a base URL; one sentence that does not repeat it, for it may hold a password.
struct BadUrl {
    QString message;
};
[[nodiscard]] base::Expected<QUrl, BadUrl> parseBaseUrl(const QString &text);

// Whether a key could be one: letters, digits, "-", "_" and ".". Anything else could break a header apart.
[[nodiscard]] bool isPlausibleKey(QByteArrayView key);

// GOOGLE_PLACES_API_KEY, without blanks around it. Taken out of the environment at the first call, so that programs
// that are started later do not inherit it. Call it first before there are threads.
[[nodiscard]] QByteArray keyFromEnvironment();

} // namespace herdcore::places
