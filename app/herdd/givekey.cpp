// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"

#include "app/linkkey.h"

namespace herdd {

std::optional<UsageError> giveKeys(CommandLine &line, const QByteArray &key, const QByteArray &linkKey)
{
    if (line.command != CommandLine::Command::Serve)
        return {};
    if (auto failure = app::giveLinkKey(line.profile, line.keyFile, linkKey, line.options))
        return failure;
    if (!herdcore::places::needsKey(line.options.places.source))
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
