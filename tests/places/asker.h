// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/placesfactory.h"
#include "tests/places/fakeprovider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>
#include <vector>

namespace herdtest {

inline const QByteArray canary = "AIzaCanary0123456789";
inline const QByteArray noPlaces = R"({"status":"ZERO_RESULTS","results":[]})";

// Asks a fake provider and keeps its answers.
struct Asker {
    explicit Asker(const QString &source = QStringLiteral("google-legacy"), const QByteArray &key = canary)
    {
        settings.source = source;
        settings.baseUrl = provider.url();
        settings.key = key;
        settings.limits.wholeMs = 400;
        settings.limits.silenceMs = 200;
        settings.limits.bodyBytes = 10'000;
        settings.limits.backOffMs = 60'000;
        provider.answer = FakeProvider::http(noPlaces);
    }

    void ask()
    {
        if (!places)
            places = herdcore::places::makePlacesSource(settings);
        places->ask({ 34, -118, 10, 5 },
            [this](herdcore::places::PlacesAnswer answer) { answers.push_back(std::move(answer)); });
    }
    // Asks and waits; returns the parsed answer.
    QJsonObject answer()
    {
        const std::size_t before = answers.size();
        ask();
        if (!QTest::qWaitFor([&] { return answers.size() > before; }, 30'000) || answers.size() != before + 1)
            return {};
        return said();
    }
    [[nodiscard]] QJsonObject said() const { return QJsonDocument::fromJson(answers.back().json).object(); }

    FakeProvider provider;
    herdcore::places::PlacesSettings settings;
    std::unique_ptr<herdcore::places::PlacesSource> places;
    std::vector<herdcore::places::PlacesAnswer> answers;
};

inline QByteArray text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString().toUtf8();
}

} // namespace herdtest
