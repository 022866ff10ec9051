// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstdint>

namespace herdtest {

// Bytes as a transcript spells them: \n, \r, \t, \\ and \xHH for what cannot be seen; everything else stands for
// itself.
[[nodiscard]] QByteArray spelled(QByteArrayView bytes);
[[nodiscard]] QByteArray unspelled(QByteArrayView text);

// The first word of `text`, which is left with what stands behind it.
[[nodiscard]] QByteArray takeWord(QByteArray &text);

// "12.5" seconds; -1 where it is no time.
[[nodiscard]] std::int64_t nanoseconds(const QByteArray &seconds);

} // namespace herdtest
