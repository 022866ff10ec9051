// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"
#include "app/herdd/ctl.h"
#include "app/herdd/say.h"
#include "app/herdd/serve.h"
#include "herdcore/base/escape.h"
#include "herdcore/places/placessettings.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    const QByteArray key = herdcore::places::keyFromEnvironment();
    QCoreApplication application(argc, argv);
    auto line = herdd::parseCommandLine(QCoreApplication::arguments().mid(1));
    const auto wrong = line ? herdd::giveKey(line.value(), key) : line.error();
    if (wrong) {
        std::fprintf(stderr, "herdd: %s\n", herdcore::base::escaped(wrong->message.toUtf8()).constData());
        return 2;
    }
    using Command = herdd::CommandLine::Command;
    switch (line->command) {
    case Command::Help:
        std::fputs(herdd::helpText().toUtf8().constData(), stdout);
        return 0;
    case Command::Version:
        std::puts("herdd " HERDSCOPE_VERSION);
        return 0;
    case Command::Profiles:
        for (const QString &name : herdcore::profile::builtInProfileNames()) {
            const auto profile = herdcore::profile::loadProfile(name);
            std::printf("%s\t%s\n", name.toUtf8().constData(), profile->title.toUtf8().constData());
        }
        return 0;
    case Command::Serve:
        return herdd::serve(*line);
    case Command::Say:
        return herdd::say(line->sayHost, line->sayPort, line->sayLines);
    case Command::Ctl:
        return herdd::ctl(line->controlPath, line->ctlWords);
    }
    return 2;
}
