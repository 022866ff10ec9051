// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QString>
#include <QStringList>

namespace herdcore::profile {

// Shared by the code that reads profiles: words of enums, and pieces of error messages.

[[nodiscard]] base::Expected<DialectKind, ProfileError> dialectFromWord(const QString &word);

[[nodiscard]] base::Expected<LineEnd, ProfileError> lineEndFromWord(const QString &word); // "silence" or "lf"

// Quoted, escaped and shortened, for use in a one-line error message.
[[nodiscard]] QString quoted(const QString &text);

// " (did you mean "servers"?)" if one of the words is similar, or nothing.
[[nodiscard]] QString suggestion(const QString &word, const QStringList &known);

} // namespace herdcore::profile
