// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdint>

namespace ui {

// What a form wants to send: bytes with their line ends, or why it cannot yet (worded, for the user).
struct Composed {
    QByteArray bytes;
    QString problem; // empty: the bytes can be sent
};

// Where typed text stops making sense, in characters from its start.
struct TextError {
    qsizetype position = 0;
};

// Typed text as bytes. The view's own escapes are understood back (\xHH, \\), and \n \r \t \0, so that any byte can be
// typed; {now}, {now+SECONDS}, {now-SECONDS} become the client's time, from `nowNs` since 1970.
[[nodiscard]] herdcore::base::Expected<QByteArray, TextError> typedBytes(QStringView text, std::int64_t nowNs);

[[nodiscard]] QByteArray isoLocation(double latitude, double longitude); // "+34.068930-118.445127"
[[nodiscard]] QByteArray iamatLine(const QByteArray &client, double latitude, double longitude, std::int64_t timeNs);
[[nodiscard]] QByteArray whatsatLine(const QByteArray &client, double radiusKm, int bound);

enum class LineEnd { Lf, CrLf, None };
[[nodiscard]] QByteArray lineEndBytes(LineEnd end);

// What a server will make of one line.
struct Verdict {
    enum class Kind { Valid, Unusual, Invalid }; // Unusual: no client's message, yet not answered with "?"
    Kind kind = Kind::Valid;
    QString text;
};
[[nodiscard]] Verdict verdictOf(QByteArrayView line, std::int64_t nowNs);
// Of each line in what is to be written, at most `max` of them.
[[nodiscard]] QList<Verdict> verdictsOf(QByteArrayView bytes, std::int64_t nowNs, int max = 5);

} // namespace ui
