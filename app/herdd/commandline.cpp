// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"

#include "app/herdd/clientcommands.h"
#include "herdcore/control/command.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace herdd {

using app::Failure, app::Option, app::port;
using herdcore::base::Expected;
using namespace herdcore::herd;
using namespace herdcore::profile;

namespace {

UsageError error(const QString &message)
{
    return { message };
}

QString quoted(const herdcore::base::ServerName &name)
{
    return QString::fromUtf8(name.bytes());
}

Expected<herdcore::base::ServerIndex, UsageError> server(const Profile &profile, const QString &name)
{
    if (const auto index = profile.find(herdcore::base::ServerName(name.toUtf8())))
        return *index;
    QStringList known;
    for (const ServerProfile &one : profile.servers)
        known << quoted(one.name);
    return error(QStringLiteral("there is no server '%1' in the profile '%2'; its servers are: %3")
                     .arg(name, profile.name, known.join(QStringLiteral(", "))));
}

Failure setPorts(Profile &profile, const QString &list)
{
    for (const QString &entry : list.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const qsizetype equals = entry.lastIndexOf(QLatin1Char('='));
        const auto number = port(entry.mid(equals + 1));
        if (equals < 1 || !number)
            return error(
                QStringLiteral("--ports: '%1' is not of the form SERVER=PORT, with a port from 1 to 65535").arg(entry));
        const auto index = server(profile, entry.left(equals));
        if (!index)
            return error(QStringLiteral("--ports: ") + index.error().message);
        profile.servers[static_cast<std::size_t>(herdcore::base::number(*index))].port = *number;
    }
    for (std::size_t i = 0; i < profile.servers.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (profile.servers[i].port != 0 && profile.servers[i].port == profile.servers[k].port
                && profile.servers[i].host == profile.servers[k].host)
                return error(QStringLiteral("--ports: %1 and %2 would both listen on port %3")
                                 .arg(quoted(profile.servers[k].name), quoted(profile.servers[i].name))
                                 .arg(profile.servers[i].port));
        }
    }
    return {};
}

Failure setLinks(Profile &profile, const QString &word)
{
    const auto style = linkStyleFromWord(word);
    if (!style)
        return error(QStringLiteral("--links %1: it is 'persistent' or 'per-message'").arg(word));
    profile.linkStyle = *style;
    return {};
}

Failure setRepair(Profile &profile, const QString &word)
{
    const auto repair = repairFromWord(word);
    if (!repair)
        return error(QStringLiteral("--repair %1: it is 'none', 'push' or 'sync'").arg(word));
    profile.repair = *repair;
    return {};
}

Failure setJournal(HerdOptions &options, const QString &directory)
{
    options.journalDir = directory;
    const QFileInfo info(directory);
    if (directory.isEmpty() || !QDir().mkpath(directory) || !info.isDir() || !info.isWritable())
        return error(QStringLiteral("--journal %1: the directory cannot be made or written").arg(directory));
    return {};
}

constexpr std::array serveOptions{
    Option{ "profile", "NAME|FILE", "The herd: a built-in profile (see 'herdd profiles') or a JSON file." },
    Option{ "port-base", "N", "The first server listens on N, the next on N+1, and so on." },
    Option{ "ports", "SERVER=PORT,...", "Single ports, for example Hill=8000,Jaquez=8001." },
    Option{ "log-dir", "DIR", "Write each server's log file into this directory (default: the current one)." },
    Option{ "journal", "DIR",
        "Keep what each server has learnt in this directory, so that one that is killed comes back with it." },
    Option{ "journal-sync", "",
        "Answer only once the disk has what was learnt: survives a crash of the machine too, and is slower." },
    Option{ "places", "SOURCE",
        "Where WHATSAT gets its places: gazetteer, google, google-legacy, overpass; or always-ok, made-up places for "
        "graders." },
    Option{ "places-url", "URL", "Another base URL for an online source of places." },
    Option{ "links", "STYLE", "persistent: one connection per link; per-message: one per line." },
    Option{ "repair", "MODE", "How servers catch up after a fault: none, push or sync (default: the profile's)." },
    Option{ "speakers", "WHO",
        "Whose lines servers take for a neighbour's: open, listed or keyed (default: the profile's)." },
    Option{ "key-file", "FILE", "The key for --speakers keyed; or set the environment variable HERDSCOPE_KEY." },
    Option{ "future", "WHAT", "Times too far ahead: flag, or refuse (default: the profile's)." },
    Option{ "bind", "ADDRESS", "Listen on this address (default 127.0.0.1: this machine only)." },
    Option{ "classroom", "", "Allow --bind to let other machines in, and limit what each address may do." },
    Option{
        "control", "PATH", "Let 'herdd ctl' control this herd by a socket at PATH; PATH.token holds the password." },
    Option{ "limit", "NAME=NUMBER", "What clients may cost; may be given again.", true },
};

// In this order, whatever the order on the command line.
constexpr std::array serveSetters{
    app::Setter<CommandLine>{ "links",
        [](CommandLine &line, const QString &value) {
            return setLinks(line.profile, value);
        } },
    app::Setter<CommandLine>{ "repair",
        [](CommandLine &line, const QString &value) {
            return setRepair(line.profile, value);
        } },
    app::Setter<CommandLine>{ "speakers",
        [](CommandLine &line, const QString &value) {
            return app::setSpeakers(line.profile, value);
        } },
    app::Setter<CommandLine>{ "future",
        [](CommandLine &line, const QString &value) {
            return app::setFuture(line.profile, value);
        } },
    app::Setter<CommandLine>{ "port-base",
        [](CommandLine &line, const QString &value) {
            return app::setPortBase(line.profile, value);
        } },
    app::Setter<CommandLine>{ "ports",
        [](CommandLine &line, const QString &value) {
            return setPorts(line.profile, value);
        } },
    app::Setter<CommandLine>{ "places",
        [](CommandLine &line, const QString &value) {
            return app::setPlaces(line.options.places, value);
        } },
    app::Setter<CommandLine>{ "places-url",
        [](CommandLine &line, const QString &value) {
            return app::setPlacesUrl(line.options.places, value);
        } },
    app::Setter<CommandLine>{ "journal",
        [](CommandLine &line, const QString &value) {
            return setJournal(line.options, value);
        } },
    app::Setter<CommandLine>{ "bind",
        [](CommandLine &line, const QString &value) {
            return app::setBind(line.options, value);
        } },
    app::Setter<CommandLine>{ "limit",
        [](CommandLine &line, const QString &value) -> Failure {
            if (const auto wrong = setLimit(line.options.limits, value))
                return error(QStringLiteral("--limit: ") + *wrong);
            return {};
        } },
};

Expected<CommandLine, UsageError> parseServe(const QStringList &arguments)
{
    QCommandLineParser parser;
    app::addOptions(parser, serveOptions);
    // The parser takes the first argument for the program's name.
    if (!parser.parse(QStringList{ QStringLiteral("herdd serve") } + arguments))
        return error(parser.errorText() + QStringLiteral(" ('herdd help' lists the options)"));
    if (const Failure repeated = app::refuseRepeated(parser, serveOptions))
        return *repeated;
    CommandLine line;
    line.command = CommandLine::Command::Serve;
    auto profile = app::readProfile(parser);
    if (!profile)
        return profile.error();
    line.profile = std::move(profile).value();
    line.options.logDir
        = parser.isSet(QStringLiteral("log-dir")) ? parser.value(QStringLiteral("log-dir")) : QStringLiteral(".");
    line.keyFile = parser.value(QStringLiteral("key-file"));
    line.controlPath = parser.value(QStringLiteral("control"));
    line.options.journalSync = parser.isSet(QStringLiteral("journal-sync"));
    if (line.options.journalSync && !parser.isSet(QStringLiteral("journal")))
        return error(QStringLiteral("--journal-sync needs --journal DIR"));
    line.options.classroom = parser.isSet(QStringLiteral("classroom"));
    if (const Failure failure = app::applySetters<CommandLine>(parser, serveSetters, line))
        return *failure;
    if (const auto refused = unsupported(line.profile))
        return error(refused->message);
    for (const QString &argument : parser.positionalArguments()) {
        const auto index = server(line.profile, argument);
        if (!index)
            return index.error();
        auto &local = line.options.local;
        if (std::find(local.begin(), local.end(), *index) == local.end())
            local.push_back(*index);
    }
    return line;
}

bool isHelp(const QString &word)
{
    return word == QLatin1String("--help") || word == QLatin1String("-h");
}

// Of one command. What is behind HOST:PORT is to be sent, whatever it is.
bool asksForHelp(const QStringList &arguments)
{
    static const QStringList commands{ QStringLiteral("serve"), QStringLiteral("say"), QStringLiteral("ctl"),
        QStringLiteral("profiles"), QStringLiteral("version") };
    const QString command = arguments.value(0);
    if (command == QLatin1String("ctl") && arguments.value(1) == QLatin1String("help"))
        return true;
    const qsizetype looked = command == QLatin1String("say") ? 2 : arguments.size();
    return commands.contains(command)
        && std::any_of(arguments.begin() + 1, arguments.begin() + std::min(looked, arguments.size()), isHelp);
}

Expected<CommandLine, UsageError> parsePlain(CommandLine::Command command, const QStringList &arguments)
{
    CommandLine line;
    line.command = command;
    if (arguments.size() > 1)
        return error(QStringLiteral("%1 takes no arguments").arg(arguments.first()));
    return line;
}

QString serveOptionsText()
{
    QCommandLineParser parser;
    app::addOptions(parser, serveOptions);
    const QString options = parser.helpText();
    return QStringLiteral("\nOptions of serve:\n") + options.mid(options.indexOf(QLatin1String("  --profile")))
        + QStringLiteral("\nLimits: ") + limitNames().join(QStringLiteral(", "))
        + QStringLiteral("\n\nGoogle's places need a key in the environment variable GOOGLE_PLACES_API_KEY.\n");
}

} // namespace

Expected<CommandLine, UsageError> parseCommandLine(const QByteArrayList &bytes)
{
    QStringList arguments;
    for (const QByteArray &argument : bytes)
        arguments += QString::fromLocal8Bit(argument);
    const QString command = arguments.value(0);
    CommandLine line;
    if (asksForHelp(arguments)) {
        line.topic = command;
        return line;
    }
    if (command == QLatin1String("serve"))
        return parseServe(arguments.mid(1));
    if (command == QLatin1String("say"))
        return parseSay(bytes.mid(1));
    if (command == QLatin1String("ctl"))
        return parseCtl(arguments.mid(1));
    if (command == QLatin1String("profiles"))
        return parsePlain(CommandLine::Command::Profiles, arguments);
    if (command == QLatin1String("version") || command == QLatin1String("--version"))
        return parsePlain(CommandLine::Command::Version, arguments);
    if (command == QLatin1String("help") || isHelp(command))
        line.command = CommandLine::Command::Help;
    else if (command.isEmpty())
        return error(QStringLiteral("a command is needed: serve, say, ctl, profiles, version or help"));
    else
        return error(
            QStringLiteral("there is no command '%1'; the commands are: serve, say, ctl, profiles, version, help")
                .arg(command));
    return line;
}

Expected<CommandLine, UsageError> parseCommandLine(const QStringList &arguments)
{
    QByteArrayList bytes;
    for (const QString &argument : arguments)
        bytes += argument.toLocal8Bit();
    return parseCommandLine(bytes);
}

QString helpText(const QString &topic)
{
    const std::array lines{
        std::pair("serve",
            "herdd serve [options] [SERVER ...]   run the herd, or only these servers of it, until SIGTERM, "
            "SIGINT or SIGHUP\n"),
        std::pair("say",
            "herdd say [--wait SECONDS] HOST:PORT LINE ...\n"
            "                                     send lines to a server and print its answers; ends when all "
            "are there,\n"
            "                                     or with --wait when the server closes the connection\n"),
        std::pair("ctl",
            "herdd ctl [--control PATH] COMMAND   control the herd of a 'herdd serve --control PATH' ('herdd "
            "ctl help' lists the commands)\n"),
        std::pair("profiles", "herdd profiles                       list the built-in herds\n"),
        std::pair("version", "herdd version\n"),
    };
    QString text;
    for (const auto &[command, line] : lines) {
        if (topic.isEmpty() || topic == QLatin1String(command))
            text += QLatin1String(line);
    }
    if (topic.isEmpty() || topic == QLatin1String("serve"))
        text += serveOptionsText();
    if (topic == QLatin1String("ctl"))
        text += u'\n' + QString::fromUtf8(herdcore::control::commandHelp());
    return text;
}

} // namespace herdd
