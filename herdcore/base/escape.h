// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace herdcore::base {

// Foreign bytes made safe to show on one line of a log, terminal or view, and still told apart:
// valid UTF-8 text stays; control bytes, line and paragraph separators, bidirectional controls and bytes that
// are not UTF-8 become \xHH, byte by byte; a backslash becomes two.
[[nodiscard]] QByteArray escaped(QByteArrayView bytes);

// The same as text for a view, cut to at most `maxBytes` of input with a trailing ellipsis when cut.
[[nodiscard]] QString escapedText(QByteArrayView bytes, qsizetype maxBytes = 2000);

} // namespace herdcore::base
