// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options.h"

#include "herdcore/herd/externalcommand.h"

namespace app {

using herdcore::base::Expected;
using namespace herdcore::profile;

void addOptions(QCommandLineParser &parser, std::span<const Option> options)
{
    for (const Option &option : options)
        parser.addOption({ QLatin1String(option.name), QLatin1String(option.help), QLatin1String(option.value) });
}

Failure refuseRepeated(const QCommandLineParser &parser, std::span<const Option> options)
{
    for (const Option &option : options) {
        if (!option.mayRepeat && parser.optionNames().count(QLatin1String(option.name)) > 1)
            return UsageError{ QStringLiteral("--%1 is given twice").arg(QLatin1String(option.name)) };
    }
    return {};
}

std::optional<quint16> port(const QString &text)
{
    bool isNumber = false;
    const uint number = text.toUInt(&isNumber);
    return isNumber && number >= 1 && number <= 65535 ? std::optional(static_cast<quint16>(number)) : std::nullopt;
}

Expected<Profile, UsageError> readProfile(const QCommandLineParser &parser)
{
    const QString option = QStringLiteral("profile");
    auto profile = loadProfile(parser.isSet(option) ? parser.value(option) : builtInProfileNames().first());
    if (!profile)
        return UsageError{ profile.error().message, profile.error().isOfFile };
    return std::move(profile).value();
}

Failure setPortBase(Profile &profile, const QString &text)
{
    const auto first = port(text);
    const auto count = profile.servers.size();
    if (!first || *first + count - 1 > 65535)
        return UsageError{ QStringLiteral("--port-base %1: a base from 1 to %2 is needed, for %3 ports in a row")
                               .arg(text)
                               .arg(65536 - count)
                               .arg(count) };
    for (std::size_t i = 0; i < count; ++i) {
        if (herdcore::herd::hasMovablePort(profile.servers[i]))
            profile.servers[i].port = static_cast<quint16>(*first + i);
    }
    return {};
}

Failure setSpeakers(Profile &profile, const QString &word)
{
    const auto speakers = speakersFromWord(word);
    if (!speakers)
        return UsageError{ QStringLiteral("--speakers %1: it is 'open', 'listed' or 'keyed'").arg(word) };
    profile.speakers = *speakers;
    return {};
}

Failure setFuture(Profile &profile, const QString &word)
{
    const auto refuses = refusesFutureFromWord(word);
    if (!refuses)
        return UsageError{ QStringLiteral("--future %1: it is 'flag' or 'refuse'").arg(word) };
    profile.refusesFuture = *refuses;
    return {};
}

Failure setBind(herdcore::herd::HerdOptions &options, const QString &text)
{
    const herdcore::herd::Reach reach = herdcore::herd::reachOf(text);
    if (reach == herdcore::herd::Reach::Nobody)
        return UsageError{
            QStringLiteral("--bind %1: an IP address is needed, for example 127.0.0.1 or 0.0.0.0").arg(text)
        };
    options.bindAddress = text;
    if (reach == herdcore::herd::Reach::OtherMachines && !options.classroom)
        return UsageError{ QStringLiteral("--bind %1: other machines could then reach the herd and talk to it; add "
                                          "--classroom if that is intended")
                               .arg(text) };
    return {};
}

Failure setPlaces(herdcore::places::PlacesSettings &places, const QString &text)
{
    const QStringList known = herdcore::places::placesSourceNames();
    if (!known.contains(text))
        return UsageError{ QStringLiteral("--places %1: there is no such source; there are: %2")
                               .arg(text, known.join(QStringLiteral(", "))) };
    places.source = text;
    return {};
}

Failure setPlacesUrl(herdcore::places::PlacesSettings &places, const QString &text)
{
    if (!herdcore::places::isOnlineSource(places.source))
        return UsageError{ QStringLiteral("--places-url goes with --places google, google-legacy or overpass") };
    const auto url = herdcore::places::parseBaseUrl(text);
    if (!url)
        return UsageError{ QStringLiteral("--places-url: ") + url.error().message };
    places.baseUrl = *url;
    return {};
}

} // namespace app
