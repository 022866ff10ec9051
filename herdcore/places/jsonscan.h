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

// A member of an object that is looked for.
struct JsonField {
    QByteArrayView name;
    JsonSpan value = {}; // of the last one of that name
    int times = 0; // how many there are: readers differ about which of two counts
};

struct JsonElements {
    std::vector<JsonSpan> first; // at most as many as were asked for
    qsizetype count = 0;
    JsonSpan last; // of all; where count > 0
};

// JSON read where it lies, for cutting pieces out of it without writing it anew: QJsonDocument sorts keys and respells
// numbers. Strict (RFC 8259, valid UTF-8), and no deeper than 64 levels; memory does not grow with the text.

// Where the one object is that `text` is, blanks around it aside, and in it the values of `wanted`. Null: it is none.
[[nodiscard]] std::optional<JsonSpan> scanObject(QByteArrayView text, std::span<JsonField> wanted);

// The elements of the array that lies at `array`, which scanObject gave; spans of `text`, the first `most` of them.
// Null: it is no array.
[[nodiscard]] std::optional<JsonElements> scanArray(QByteArrayView text, JsonSpan array, qsizetype most);

} // namespace herdcore::places
