// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/commandline.h"

namespace herdd {

// The commands that talk to a herd that runs elsewhere. `arguments`: behind the command's name.
[[nodiscard]] herdcore::base::Expected<CommandLine, UsageError> parseSay(const QByteArrayList &arguments);
[[nodiscard]] herdcore::base::Expected<CommandLine, UsageError> parseCtl(const QStringList &arguments);

} // namespace herdd
