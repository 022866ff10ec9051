// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace herdd {

// Has the herd behind a control socket carry out one command and prints what it says. The exit status: 0; 1 with a line
// on stderr where it failed or nobody is there; 2 where the command makes no sense.
[[nodiscard]] int ctl(const QString &path, const QStringList &words);

} // namespace herdd
