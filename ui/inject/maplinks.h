// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <utility>

namespace ui {

// Whether a text is meant as a link: to a web page, or geo:.
[[nodiscard]] bool looksLikeLink(const QString &text);

// Latitude and longitude, as they are written in a link of Google Maps, OpenStreetMap, Bing, Apple, HERE, Waze, Yandex
// or Mapy.cz, or in a geo: URI. The place that is marked comes before the middle of the map. Nothing is fetched: a
// shortened link holds no coordinates.
[[nodiscard]] std::optional<std::pair<double, double>> placeInLink(const QString &link);

} // namespace ui
