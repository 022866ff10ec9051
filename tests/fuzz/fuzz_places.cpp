// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a provider says goes to clients that wait for two line ends, and is never more than they asked for.

#include "herdcore/places/nearbyjson.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// The online providers are in the tree or not.
#if __has_include("herdcore/places/googleprovider.h")
#include "herdcore/places/googlelegacyprovider.h"
#include "herdcore/places/googleprovider.h"
#include "herdcore/places/overpassprovider.h"
#define HAS_PROVIDERS 1
#endif

using namespace herdcore::places;

namespace {

QJsonObject objectOf(const QByteArray &json)
{
    FUZZ_EXPECT(!json.contains("\n\n") && !json.endsWith('\n') && !json.isEmpty());
    const QJsonDocument document = QJsonDocument::fromJson(json);
    FUZZ_EXPECT(document.isObject());
    return document.object();
}

void fuzzWriter(QByteArrayView bytes)
{
    const QByteArray text = bytes.toByteArray();
    const QByteArray half = text.first(text.size() / 2);
    NearbyReply reply;
    reply.placesExist = true;
    reply.hits.push_back({ text, 34.07, -118.45, PlaceKind::Locality, half, text.sliced(text.size() / 2), 1.5 });
    reply.hits.push_back({ half, -90, 180, PlaceKind::Heliport, text, {}, 0 });
    reply.htmlAttributions = { text };
    FUZZ_EXPECT(objectOf(nearbyJson(reply)).value(QLatin1String("results")).toArray().size() == 2);
    FUZZ_EXPECT(objectOf(failureJson(half, text)).contains(QLatin1String("error_message")));
}

void fuzzSqueezing(QByteArrayView bytes)
{
    const QByteArray squeezed = squeezeNewlines(bytes);
    FUZZ_EXPECT(!squeezed.endsWith('\n') && squeezed.size() <= bytes.size());
    FUZZ_EXPECT(!squeezed.contains("\n\n") && !squeezed.contains("\n\r\n"));
    FUZZ_EXPECT(squeezeNewlines(squeezed) == squeezed);
}

#ifdef HAS_PROVIDERS
void fuzzProvider(const Provider &provider, QByteArrayView bytes)
{
    const QByteArray body = bytes.toByteArray();
    (void)provider.errorMessage(body);
    for (const int bound : { 0, 1, 20 }) {
        const auto answer = provider.read({ 34.07, -118.45, 10, bound }, body);
        if (!answer) {
            FUZZ_EXPECT(!answer.error().status.isEmpty());
            continue;
        }
        const auto results = objectOf(answer->json).value(QLatin1String("results")).toArray();
        FUZZ_EXPECT(results.size() <= bound && results.size() == answer->count);
    }
}
#endif

} // namespace

void fuzzOne(QByteArrayView bytes)
{
    fuzzWriter(bytes);
    fuzzSqueezing(bytes);
#ifdef HAS_PROVIDERS
    fuzzProvider(GoogleProvider(), bytes);
    fuzzProvider(GoogleLegacyProvider(), bytes);
    fuzzProvider(OverpassProvider(), bytes);
#endif
}
