// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"

namespace herdd {

std::optional<UsageError> giveKey(CommandLine &line, const QByteArray &key)
{
    if (line.command != CommandLine::Command::Serve || !herdcore::places::needsKey(line.options.places.source))
        return {};
    if (key.isEmpty())
        return UsageError{ QStringLiteral(
            "--places %1 needs an API key in the environment variable GOOGLE_PLACES_API_KEY")
                               .arg(line.options.places.source) };
    if (!herdcore::places::isPlausibleKey(key))
        return UsageError{ QStringLiteral("GOOGLE_PLACES_API_KEY holds characters that no API key has") };
    line.options.places.key = key;
    return {};
}

} // namespace herdd
