// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QString>
#include <QStringList>

namespace herdcore::profile {

// What the reading of profiles shares: words of enums, and the wording of errors.

[[nodiscard]] base::Expected<DialectKind, ProfileError> dialectFromWord(const QString &word);

// In quotation marks, escaped and cut, fit to stand in one line of an error.
[[nodiscard]] QString quoted(const QString &text);

// " (did you mean "servers"?)" when one of the words is near enough to be meant, or nothing.
[[nodiscard]] QString suggestion(const QString &word, const QStringList &known);

} // namespace herdcore::profile
