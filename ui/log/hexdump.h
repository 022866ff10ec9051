// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace ui {

// Bytes for reading: offset, eight in hexadecimal, and the same as ASCII where they are printable.
//   0000  49 41 4D 41 54 20 6B 69  IAMAT ki
[[nodiscard]] QString hexDump(QByteArrayView bytes);

} // namespace ui
