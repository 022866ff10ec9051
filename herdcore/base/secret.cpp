// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/secret.h"

#include <cstring>
#include <vector>

extern char **environ; // POSIX has it in no header

namespace herdcore::base {

QByteArray takeSecretFromEnvironment(const char *variable)
{
    const QByteArray taken = qgetenv(variable).trimmed();
    const QByteArray head = QByteArray(variable) + '=';
    std::vector<char *> entries;
    for (char **entry = environ; entry && *entry; ++entry) {
        if (QByteArrayView(*entry).startsWith(head))
            entries.push_back(*entry);
    }
    qunsetenv(variable);
    for (char *const entry : entries)
        std::memset(entry, 0, std::strlen(entry));
    return taken;
}

} // namespace herdcore::base
