// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace herdcore::base {

// Escapes untrusted bytes, reversibly, so that they are safe on one line of a log, terminal or view: valid UTF-8 text
// is kept; control bytes, line and paragraph separators, bidirectional controls and bytes that are not UTF-8 become
// \xHH, byte by byte; a backslash is doubled.
[[nodiscard]] QByteArray escaped(QByteArrayView bytes);
// What was escaped so, or typed so by a person, of any bytes. Nothing where a backslash begins neither.
[[nodiscard]] std::optional<QByteArray> unescaped(QByteArrayView text);

// The same as text for a view. Input longer than `maxBytes` is truncated and marked by an ellipsis.
[[nodiscard]] QString escapedText(QByteArrayView bytes, qsizetype maxBytes = 2000);

} // namespace herdcore::base
