// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"

#include <QByteArray>
#include <QString>

namespace herdcore::profile {

struct FileError {
    QString message; // what is wrong, without the file's name
};

// The whole of a file that a user named. Never waits and never takes more memory than `maxBytes`: only a regular file
// is read, no pipe, device or socket. /dev/stdin and /dev/fd/N may be pipes, for a user who names them has put
// something there; that is waited for.
[[nodiscard]] base::Expected<QByteArray, FileError> readRegularFile(const QString &path, qint64 maxBytes);

} // namespace herdcore::profile
