// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A profile that can be read is right, and is read back as the same value from what is written of it.

#include "herdcore/profile/profile.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArray>

using namespace herdcore::profile;

void fuzzOne(QByteArrayView bytes)
{
    const auto profile = parseProfile(bytes.toByteArray());
    if (!profile) {
        FUZZ_EXPECT(!profile.error().message.isEmpty());
        return;
    }
    FUZZ_EXPECT(problemsOf(*profile).empty());
    (void)unsupported(*profile);
    for (std::size_t i = 0; i < profile->servers.size(); ++i) {
        const QString file = profile->logFileName(static_cast<herdcore::base::ServerIndex>(i));
        FUZZ_EXPECT(!file.isEmpty() && !file.startsWith(u'.') && !file.contains(u'/') && !file.contains(QChar(0)));
    }
    const auto again = parseProfile(toJson(*profile));
    FUZZ_EXPECT(again && *again == *profile);
}
