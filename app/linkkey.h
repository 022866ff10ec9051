// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options.h"

#include <QByteArray>

namespace app {

// The key with which the servers of a herd prove to each other that they belong to it. It is in no error message.

// HERDSCOPE_KEY, which is removed from the environment, so that no program that the herd starts inherits it. To be
// called before there are threads; later calls return the same.
[[nodiscard]] QByteArray linkKeyFromEnvironment();
// From a regular file of 16 to 4096 bytes that only its owner may read or write. White space around it is not part of
// it.
[[nodiscard]] herdcore::base::Expected<QByteArray, UsageError> readLinkKey(const QString &path);
// Gives the herd its key: from the file, or else `fromEnvironment`. Refuses a herd that needs one and has none.
[[nodiscard]] Failure giveLinkKey(const herdcore::profile::Profile &profile, const QString &file,
    const QByteArray &fromEnvironment, herdcore::herd::HerdOptions &options);

} // namespace app
