// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdscope/commandline.h"

#include "herdcore/control/command.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <array>

namespace herdscope {

using app::Failure, app::Option;
using herdcore::base::Expected;
using namespace herdcore::profile;

namespace {

constexpr std::array options{
    Option{ "profile", "NAME|FILE", "the herd: a built-in profile or a JSON file" },
    Option{ "port-base", "N", "the first server listens on N, the next on N+1, and so on" },
    Option{ "places", "SOURCE", "where WHATSAT gets its places" },
    Option{ "places-url", "URL", "another base URL for an online source of places" },
    Option{ "log-dir", "DIR", "write each server's log file into this directory" },
    Option{ "speakers", "WHO", "whose lines servers take for a neighbour's: open, listed or keyed" },
    Option{ "key-file", "FILE", "the key for --speakers keyed; or set the environment variable HERDSCOPE_KEY" },
    Option{ "bind", "ADDRESS", "listen on this address; 127.0.0.1, this machine only, when not said" },
    Option{ "classroom", "", "allow --bind to let other machines in, and limit what each address may do" },
    Option{ "theme", "NAME", "light, dark or system" },
    Option{ "layout", "NAME", "standard, lecture, debug or compact" },
    Option{ "size", "WxH", "the window's size, for example 1366x768" },
    Option{ "demo", "", "let a few clients move around Los Angeles" },
    Option{ "stopped", "", "start no server" },
    Option{ "cut", "A-B", "begin with this link cut; may be given again", true },
    Option{ "crash", "SERVER", "crash this server soon after the start; may be given again", true },
    Option{ "screenshot", "FILE.png", "save a picture of the window and quit" },
    Option{ "after", "SECONDS", "how long to wait for the picture; 3 when not said" },
    Option{ "version", "", "print the version" },
    Option{ "help", "", "print this" },
};

QString latin1(const char *text)
{
    return QString::fromLatin1(text);
}

UsageError error(const QString &message)
{
    return { message };
}

// Which of `words` it is.
std::optional<int> choice(const QString &text, const QStringList &words)
{
    const auto found = words.indexOf(text);
    return found < 0 ? std::nullopt : std::optional(static_cast<int>(found));
}

Failure setSize(CommandLine &line, const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 320 || size.height() < 240 || size.width() > 16384 || size.height() > 16384)
        return error(QStringLiteral("--size %1: a size like 1366x768 is needed, at least 320x240").arg(text));
    line.size = size;
    return {};
}

Failure setPlaces(CommandLine &line, const QString &text)
{
    line.places.emplace();
    return app::setPlaces(*line.places, text);
}

Failure setPlacesUrl(CommandLine &line, const QString &text)
{
    auto places = line.places.value_or(herdcore::places::PlacesSettings{});
    if (Failure failure = app::setPlacesUrl(places, text))
        return failure;
    line.places = places;
    return {};
}

Failure addCrash(CommandLine &line, const QString &text)
{
    const auto server = line.profile.find(herdcore::base::ServerName(text.toUtf8()));
    if (!server)
        return error(QStringLiteral("--crash %1: the profile '%2' has no such server").arg(text, line.profile.name));
    line.crash.push_back(*server);
    return {};
}

Failure addCut(CommandLine &line, const QString &text)
{
    const auto named = herdcore::control::linkFromWord(line.profile, text);
    if (!named || named->direction != FaultDirection::Both)
        return error(QStringLiteral("--cut %1: the profile '%2' has no such link; a link is named like Hill-Jaquez")
                         .arg(text, line.profile.name));
    line.cut.push_back(named->link);
    return {};
}

Failure setAfter(CommandLine &line, const QString &text)
{
    bool isNumber = false;
    line.afterSeconds = text.toDouble(&isNumber);
    if (!isNumber || !(line.afterSeconds >= 0 && line.afterSeconds <= 3600))
        return error(QStringLiteral("--after %1: seconds from 0 to 3600 are needed").arg(text));
    return {};
}

Failure setTheme(CommandLine &line, const QString &text)
{
    const auto which = choice(text, { latin1("light"), latin1("dark"), latin1("system") });
    if (!which)
        return error(QStringLiteral("--theme %1: it is 'light', 'dark' or 'system'").arg(text));
    line.theme = static_cast<CommandLine::Theme>(*which + 1);
    return {};
}

Failure setLayout(CommandLine &line, const QString &text)
{
    const auto which = choice(text, { latin1("standard"), latin1("lecture"), latin1("debug"), latin1("compact") });
    if (!which)
        return error(QStringLiteral("--layout %1: it is 'standard', 'lecture', 'debug' or 'compact'").arg(text));
    line.layout = static_cast<CommandLine::Layout>(*which + 1);
    return {};
}

Failure applyOptions(const QCommandLineParser &parser, CommandLine &line)
{
    using Setter = app::Setter<CommandLine>;
    static constexpr std::array setters{
        Setter{ "port-base",
            [](CommandLine &l, const QString &text) {
                return app::setPortBase(l.profile, text);
            } },
        Setter{ "speakers",
            [](CommandLine &l, const QString &text) {
                return app::setSpeakers(l.profile, text);
            } },
        Setter{ "bind",
            [](CommandLine &l, const QString &text) {
                return app::setBind(l.herd, text);
            } },
        Setter{ "places", setPlaces },
        Setter{ "places-url", setPlacesUrl },
        Setter{ "theme", setTheme },
        Setter{ "layout", setLayout },
        Setter{ "size", setSize },
        Setter{ "cut", addCut },
        Setter{ "crash", addCrash },
        Setter{ "after", setAfter },
    };
    line.herd.classroom = parser.isSet(latin1("classroom"));
    if (Failure failure = app::applySetters<CommandLine>(parser, setters, line))
        return failure;
    line.logDir = parser.value(latin1("log-dir"));
    line.keyFile = parser.value(latin1("key-file"));
    line.screenshot = parser.value(latin1("screenshot"));
    line.demo = parser.isSet(latin1("demo"));
    line.stopped = parser.isSet(latin1("stopped"));
    if (parser.isSet(latin1("screenshot")) && line.screenshot.isEmpty())
        return error(QStringLiteral("--screenshot needs the name of a file"));
    if (parser.isSet(latin1("after")) && line.screenshot.isEmpty())
        return error(QStringLiteral("--after goes with --screenshot"));
    return {};
}

} // namespace

Expected<CommandLine, UsageError> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    app::addOptions(parser, options);
    // The parser takes the first argument for the program's name.
    if (!parser.parse(QStringList{ QStringLiteral("herdscope") } + arguments))
        return error(parser.errorText() + QStringLiteral(" ('herdscope --help' lists the options)"));
    if (!parser.positionalArguments().isEmpty())
        return error(QStringLiteral("'%1' is not an option ('herdscope --help' lists them)")
                         .arg(parser.positionalArguments().first()));
    if (const Failure repeated = app::refuseRepeated(parser, options))
        return *repeated;
    CommandLine line;
    line.help = parser.isSet(latin1("help"));
    line.version = parser.isSet(latin1("version"));
    if (line.help || line.version)
        return line;
    auto profile = app::readProfile(parser);
    if (!profile)
        return profile.error();
    line.profile = std::move(profile).value();
    const QString named = parser.value(latin1("profile"));
    // What a pipe held cannot be read again.
    if (!builtInProfileNames().contains(named) && QFileInfo(named).isFile())
        line.profileFile = QFileInfo(named).absoluteFilePath();
    if (const Failure failure = applyOptions(parser, line))
        return *failure;
    if (const auto refused = unsupported(line.profile))
        return UsageError{ refused->message, !line.profile.folder.startsWith(QLatin1Char(':')) };
    return line;
}

QString helpText()
{
    QString text = QStringLiteral("herdscope [options]   run a herd of servers and look into it\n\n");
    for (const Option &option : options) {
        const QString head = QLatin1String("--") + latin1(option.name) + QLatin1Char(' ') + latin1(option.value);
        text += QStringLiteral("  %1 %2\n").arg(head, -22).arg(latin1(option.help));
    }
    return text + QStringLiteral("\nProfiles: ") + builtInProfileNames().join(QStringLiteral(", "))
        + QStringLiteral("\nPlaces: ") + herdcore::places::placesSourceNames().join(QStringLiteral(", "))
        + QStringLiteral(
            "\n\nGoogle's places need a key: in the environment variable GOOGLE_PLACES_API_KEY, or set in the "
            "window.\n");
}

} // namespace herdscope
