// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <optional>
#include <span>
#include <vector>

namespace herdcore::places {

// Where a value lies in a text: [begin, end).
struct JsonSpan {
    qsizetype begin = 0;
    qsizetype end = 0;
    [[nodiscard]] QByteArrayView in(QByteArrayView text) const { return text.sliced(begin, end - begin); }
};

// A member to look for in an object.
struct JsonField {
    QByteArrayView name;
    JsonSpan value = {}; // of the last one of that name
    int times = 0; // how often it occurs: parsers differ about which of two counts
};

struct JsonElements {
    std::vector<JsonSpan> first; // at most as many as requested
    qsizetype count = 0;
    JsonSpan last; // of all elements, if count > 0
};

// Scans JSON in place, to cut pieces out of it without rewriting it: QJsonDocument sorts keys and rewrites
// numbers. Strict (RFC 8259, valid UTF-8), and no deeper than 64 levels; memory does not grow with the text.

// The span of the object that `text` consists of, without blanks around it; fills in `wanted`. Null: not an object.
[[nodiscard]] std::optional<JsonSpan> scanObject(QByteArrayView text, std::span<JsonField> wanted);

// The first `most` elements of the array at `array`, a span from scanObject; as spans of `text`. Null: not an array.
[[nodiscard]] std::optional<JsonElements> scanArray(QByteArrayView text, JsonSpan array, qsizetype most);

} // namespace herdcore::places
