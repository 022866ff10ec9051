// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"
#include "herdcore/herd/herd.h"
#include "herdcore/places/placessettings.h"
#include "herdcore/profile/profile.h"

#include <QCommandLineParser>

#include <optional>
#include <span>

// What the command lines of herdd and herdscope share: how options are listed and read, and the options that both have.
namespace app {

// One line for people: what is wrong, where, and what to do.
struct UsageError {
    QString message;
    bool isOfFile = false; // of a profile's file, not of the words of the command line
};
using Failure = std::optional<UsageError>;

struct Option {
    const char *name;
    const char *value; // empty: takes none
    const char *help;
    bool mayRepeat = false;
};
// What is given twice would silently be one of the two.
[[nodiscard]] Failure refuseRepeated(const QCommandLineParser &parser, std::span<const Option> options);
void addOptions(QCommandLineParser &parser, std::span<const Option> options);

// What an option does to a command line, once for each time that it is given.
template <typename Line> struct Setter {
    const char *option;
    Failure (*set)(Line &line, const QString &value);
};
template <typename Line>
[[nodiscard]] Failure applySetters(const QCommandLineParser &parser, std::span<const Setter<Line>> setters, Line &line)
{
    for (const Setter<Line> &setter : setters) {
        for (const QString &value : parser.values(QLatin1String(setter.option))) {
            if (Failure failure = setter.set(line, value))
                return failure;
        }
    }
    return {};
}

[[nodiscard]] std::optional<quint16> port(const QString &text); // 1 to 65535
// --profile, or the default one; refuses what cannot be read.
[[nodiscard]] herdcore::base::Expected<herdcore::profile::Profile, UsageError> readProfile(
    const QCommandLineParser &parser);
// Those that cannot move keep their ports.
[[nodiscard]] Failure setPortBase(herdcore::profile::Profile &profile, const QString &text);
[[nodiscard]] Failure setSpeakers(herdcore::profile::Profile &profile, const QString &word);
[[nodiscard]] Failure setFuture(herdcore::profile::Profile &profile, const QString &word);
// Anything wider than this machine is refused unless the options are those of classroom mode.
[[nodiscard]] Failure setBind(herdcore::herd::HerdOptions &options, const QString &text);
[[nodiscard]] Failure setPlaces(herdcore::places::PlacesSettings &places, const QString &text);
[[nodiscard]] Failure setPlacesUrl(herdcore::places::PlacesSettings &places, const QString &text); // after setPlaces

} // namespace app
