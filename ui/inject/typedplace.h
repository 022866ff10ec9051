// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace ui {

enum class Axis { Latitude, Longitude };

// What a person types or pastes where a coordinate is wanted, in degrees. Understands
//   48.137154   48,137154                                    one number, for the field it was typed in
//   48.137154, 11.576124   48,137154; 11,576124              a pair, latitude first
//   +48.137154+011.576124/   +4808.23+01134.57/              ISO 6709, whose numbers may be DDMM and DDMMSS
//   48°08'13.8"N 11°34'34"E   N 48 08.23, E 11 34.57         degrees, minutes, seconds
//   links of the usual map sites, and geo: (maplinks.h).
// Everything else is refused with a reason; nothing is guessed or cut off.
struct TypedPlace {
    std::optional<double> latitude; // both for a pair; for one number that of the field
    std::optional<double> longitude;
    QString problem; // worded for the user; empty: understood

    [[nodiscard]] bool isPair() const { return latitude && longitude; }
    [[nodiscard]] static TypedPlace of(const QString &text, Axis field);
};

} // namespace ui
