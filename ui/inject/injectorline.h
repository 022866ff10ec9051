// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdint>

namespace ui {

// The bytes that a form would send, with line ends, or the reason why it cannot, worded for the user.
struct Composed {
    QByteArray bytes;
    QString problem; // empty: the bytes can be sent
};

// The position of an invalid escape, in characters from the start of the text.
struct TextError {
    qsizetype position = 0;
};

// Converts typed text to bytes. Understands the escapes that the views display (\xHH, \\) and \n \r \t \0, so that any
// byte can be typed. {now}, {now+SECONDS} and {now-SECONDS} become the client's time; `nowNs` is nanoseconds since
// 1970.
[[nodiscard]] herdcore::base::Expected<QByteArray, TextError> typedBytes(QStringView text, std::int64_t nowNs);

[[nodiscard]] QByteArray isoLocation(double latitude, double longitude); // "+34.068930-118.445127"
[[nodiscard]] QByteArray iamatLine(const QByteArray &client, double latitude, double longitude, std::int64_t timeNs);
[[nodiscard]] QByteArray whatsatLine(const QByteArray &client, double radiusKm, int bound);

enum class LineEnd { Lf, CrLf, None };
[[nodiscard]] QByteArray lineEndBytes(LineEnd end);

// How a server will treat a line.
struct Verdict {
    enum class Kind { Valid, Unusual, Invalid }; // Unusual: not a client's message, but not rejected with "?"
    Kind kind = Kind::Valid;
    QString text;
};
[[nodiscard]] Verdict verdictOf(QByteArrayView line, std::int64_t nowNs);
// The verdicts on the first `max` lines in `bytes`.
[[nodiscard]] QList<Verdict> verdictsOf(QByteArrayView bytes, std::int64_t nowNs, int max = 5);

} // namespace ui
