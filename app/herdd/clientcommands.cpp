// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/clientcommands.h"

namespace herdd {

using herdcore::base::Expected;

namespace {

UsageError error(const QString &message)
{
    return { message };
}

} // namespace

Expected<CommandLine, UsageError> parseSay(const QByteArrayList &arguments)
{
    CommandLine line;
    line.command = CommandLine::Command::Say;
    qsizetype at = 0;
    if (arguments.value(0) == "--wait") {
        constexpr double most = 3600;
        bool isNumber = false;
        const double seconds = arguments.value(1).toDouble(&isNumber);
        if (!isNumber || !(seconds >= 0.001 && seconds <= most))
            return error(QStringLiteral("say: --wait needs seconds from 0.001 to 3600"));
        line.sayWaitMs = static_cast<int>(seconds * 1000);
        at = 2;
    }
    const QString target = QString::fromLocal8Bit(arguments.value(at));
    const qsizetype colon = target.lastIndexOf(QLatin1Char(':'));
    const auto number = app::port(target.mid(colon + 1));
    if (colon < 1 || !number)
        return error(QStringLiteral("say: '%1' is not of the form HOST:PORT, for example 127.0.0.1:12205").arg(target));
    if (arguments.size() < at + 2)
        return error(QStringLiteral("say: at least one line to send is needed after HOST:PORT"));
    line.sayHost = target.left(colon);
    if (line.sayHost.startsWith(QLatin1Char('[')) && line.sayHost.endsWith(QLatin1Char(']')))
        line.sayHost = line.sayHost.mid(1, line.sayHost.size() - 2);
    line.sayPort = *number;
    line.sayLines = arguments.mid(at + 1);
    return line;
}

Expected<CommandLine, UsageError> parseCtl(const QStringList &arguments)
{
    CommandLine line;
    line.command = CommandLine::Command::Ctl;
    line.controlPath = QStringLiteral("herdd.control");
    line.ctlWords = arguments;
    if (arguments.value(0) == QLatin1String("--control")) {
        line.controlPath = arguments.value(1);
        line.ctlWords = arguments.mid(2);
    } else if (arguments.value(0).startsWith(QLatin1String("--control="))) {
        line.controlPath = arguments[0].mid(10);
        line.ctlWords = arguments.mid(1);
    }
    if (line.controlPath.isEmpty())
        return error(QStringLiteral("ctl: --control needs the path that 'herdd serve --control' was given"));
    if (line.ctlWords.isEmpty())
        return error(QStringLiteral("ctl: a command is needed ('herdd ctl help' lists them)"));
    return line;
}

} // namespace herdd
