// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace ui {

// A character that looks like one of ASCII and is another: what word processors and web pages make of a minus sign,
// a quote or a blank, letters of other alphabets, and characters that cannot be seen.
struct LookAlike {
    qsizetype position = 0; // in UTF-16 units
    QString words; // "U+2212 at character 14 is not a minus sign"
};

// The first one in `text`. Letters with accents, and characters that look like nothing in ASCII, are none.
[[nodiscard]] std::optional<LookAlike> lookAlikeIn(QStringView text);

} // namespace ui
