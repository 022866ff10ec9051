// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"

#include "app/herdd/clientcommands.h"
#include "herdcore/herd/externalcommand.h"
#include "herdcore/places/placessettings.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>

#include <algorithm>

namespace herdd {

using herdcore::base::Expected;
using namespace herdcore::herd;
using namespace herdcore::profile;

namespace {

using Failure = std::optional<UsageError>;

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

Failure setPortBase(Profile &profile, const QString &base)
{
    const auto first = port(base);
    const auto count = profile.servers.size();
    if (!first || *first + count - 1 > 65535)
        return error(QStringLiteral("--port-base %1: a base from 1 to %2 is needed, for %3 ports in a row")
                         .arg(base)
                         .arg(65536 - count)
                         .arg(count));
    for (std::size_t i = 0; i < count; ++i) {
        if (hasMovablePort(profile.servers[i]))
            profile.servers[i].port = static_cast<quint16>(*first + i);
    }
    return {};
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

Failure setLinks(Profile &profile, const QString &style)
{
    if (style == QLatin1String("persistent"))
        profile.linkStyle = LinkStyle::Persistent;
    else if (style == QLatin1String("per-message"))
        profile.linkStyle = LinkStyle::PerMessage;
    else
        return error(QStringLiteral("--links %1: it is 'persistent' or 'per-message'").arg(style));
    return {};
}

Failure setRepair(Profile &profile, const QString &repair)
{
    if (repair == QLatin1String("none"))
        profile.repair = Repair::None;
    else if (repair == QLatin1String("push"))
        profile.repair = Repair::Push;
    else if (repair == QLatin1String("sync"))
        profile.repair = Repair::Sync;
    else
        return error(QStringLiteral("--repair %1: it is 'none', 'push' or 'sync'").arg(repair));
    return {};
}

Failure setPlaces(HerdOptions &options, const QString &source)
{
    const QStringList known = herdcore::places::placesSourceNames();
    options.places.source = source;
    if (known.contains(source))
        return {};
    return error(QStringLiteral("--places %1: there is no such source; there are: %2")
                     .arg(source, known.join(QStringLiteral(", "))));
}

Failure setJournal(HerdOptions &options, const QString &directory)
{
    options.journalDir = directory;
    const QFileInfo info(directory);
    if (directory.isEmpty() || !QDir().mkpath(directory) || !info.isDir() || !info.isWritable())
        return error(QStringLiteral("--journal %1: the directory cannot be made or written").arg(directory));
    return {};
}

Failure setPlacesUrl(HerdOptions &options, const QString &text)
{
    if (!herdcore::places::isOnlineSource(options.places.source))
        return error(QStringLiteral("--places-url goes with --places google, google-legacy or overpass"));
    const auto url = herdcore::places::parseBaseUrl(text);
    if (!url)
        return error(QStringLiteral("--places-url: ") + url.error().message);
    options.places.baseUrl = *url;
    return {};
}

Failure setBind(HerdOptions &options, const QString &address)
{
    options.bindAddress = address;
    if (QHostAddress(address).isNull())
        return error(
            QStringLiteral("--bind %1: an IP address is needed, for example 127.0.0.1 or 0.0.0.0").arg(address));
    return {};
}

void addServeOptions(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const char *description, const char *value) {
        parser.addOption({ QLatin1String(name), QLatin1String(description), QLatin1String(value) });
    };
    add("profile", "The herd: a built-in profile (see 'herdd profiles') or a JSON file.", "NAME|FILE");
    add("port-base", "The first server listens on N, the next on N+1, and so on.", "N");
    add("ports", "Single ports, for example Hill=8000,Jaquez=8001.", "SERVER=PORT,...");
    add("log-dir", "Write each server's log file into this directory (default: the current one).", "DIR");
    add("journal", "Keep what each server has learnt in this directory, so that one that is killed comes back with it.",
        "DIR");
    add("places", "Where WHATSAT gets its places: gazetteer, google, google-legacy, overpass.", "SOURCE");
    add("places-url", "Another base URL for an online source of places.", "URL");
    add("links", "persistent: one connection per link; per-message: one per line.", "STYLE");
    add("repair", "How servers catch up after a fault: none, push or sync (default: the profile's).", "MODE");
    add("bind", "Listen on this address (default 127.0.0.1: this machine only).", "ADDRESS");
    add("control", "Let 'herdd ctl' disturb this herd by a socket at PATH; PATH.token holds the password.", "PATH");
    add("limit", "What clients may cost; may be given again.", "NAME=NUMBER");
}

Failure applyServeOptions(const QCommandLineParser &parser, CommandLine &line)
{
    const auto apply = [&parser](const char *name, auto set) -> Failure {
        const QString option = QLatin1String(name);
        return parser.isSet(option) ? set(parser.value(option)) : Failure{};
    };
    Profile &profile = line.profile;
    HerdOptions &options = line.options;
    options.logDir
        = parser.isSet(QStringLiteral("log-dir")) ? parser.value(QStringLiteral("log-dir")) : QStringLiteral(".");
    for (const Failure &failure : {
             apply("links", [&](const QString &value) { return setLinks(profile, value); }),
             apply("repair", [&](const QString &value) { return setRepair(profile, value); }),
             apply("port-base", [&](const QString &value) { return setPortBase(profile, value); }),
             apply("ports", [&](const QString &value) { return setPorts(profile, value); }),
             apply("places", [&](const QString &value) { return setPlaces(options, value); }),
             apply("places-url", [&](const QString &value) { return setPlacesUrl(options, value); }),
             apply("journal", [&](const QString &value) { return setJournal(options, value); }),
             apply("bind", [&](const QString &value) { return setBind(options, value); }),
         }) {
        if (failure)
            return failure;
    }
    for (const QString &limit : parser.values(QStringLiteral("limit"))) {
        if (const auto wrong = setLimit(options.limits, limit))
            return error(QStringLiteral("--limit: ") + *wrong);
    }
    line.controlPath = parser.value(QStringLiteral("control"));
    if (const auto refused = unsupported(profile))
        return error(refused->message);
    return {};
}

Expected<CommandLine, UsageError> parseServe(const QStringList &arguments)
{
    QCommandLineParser parser;
    addServeOptions(parser);
    // The parser takes the first argument for the program's name.
    if (!parser.parse(QStringList{ QStringLiteral("herdd serve") } + arguments))
        return error(parser.errorText() + QStringLiteral(" ('herdd help' lists the options)"));
    CommandLine line;
    line.command = CommandLine::Command::Serve;
    const QString name = parser.isSet(QStringLiteral("profile")) ? parser.value(QStringLiteral("profile"))
                                                                 : builtInProfileNames().first();
    auto profile = loadProfile(name);
    if (!profile)
        return error(profile.error().message);
    line.profile = std::move(profile).value();
    if (const auto failure = applyServeOptions(parser, line))
        return *failure;
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

} // namespace

Expected<CommandLine, UsageError> parseCommandLine(const QStringList &arguments)
{
    const QString command = arguments.value(0);
    CommandLine line;
    if (command == QLatin1String("serve"))
        return parseServe(arguments.mid(1));
    if (command == QLatin1String("say"))
        return parseSay(arguments.mid(1));
    if (command == QLatin1String("ctl"))
        return parseCtl(arguments.mid(1));
    if (command == QLatin1String("profiles"))
        line.command = CommandLine::Command::Profiles;
    else if (command == QLatin1String("version") || command == QLatin1String("--version"))
        line.command = CommandLine::Command::Version;
    else if (command == QLatin1String("help") || command == QLatin1String("--help") || command == QLatin1String("-h"))
        line.command = CommandLine::Command::Help;
    else if (command.isEmpty())
        return error(QStringLiteral("a command is needed: serve, say, ctl, profiles, version or help"));
    else
        return error(
            QStringLiteral("there is no command '%1'; the commands are: serve, say, ctl, profiles, version, help")
                .arg(command));
    return line;
}

QString helpText()
{
    QCommandLineParser parser;
    addServeOptions(parser);
    const QString options = parser.helpText();
    return QStringLiteral("herdd serve [options] [SERVER ...]   run the herd, or only these servers of it, until "
                          "SIGTERM or SIGINT\n"
                          "herdd say HOST:PORT LINE ...         send lines to a server and print its answers\n"
                          "herdd ctl [--control PATH] COMMAND   disturb the herd of a 'herdd serve --control PATH' "
                          "('herdd ctl help' lists the commands)\n"
                          "herdd profiles                       list the built-in herds\n"
                          "herdd version\n\nOptions of serve:\n")
        + options.mid(options.indexOf(QLatin1String("  --profile"))) + QStringLiteral("\nLimits: ")
        + limitNames().join(QStringLiteral(", "))
        + QStringLiteral("\n\nGoogle's places need a key in the environment variable GOOGLE_PLACES_API_KEY.\n");
}

} // namespace herdd
