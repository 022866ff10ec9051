// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/commandline.h"
#include "app/herdd/ctl.h"
#include "app/herdd/say.h"
#include "app/herdd/serve.h"
#include "app/linkkey.h"
#include "app/standardstreams.h"
#include "herdcore/base/escape.h"
#include "herdcore/places/placessettings.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    app::openStandardStreams();
    const QByteArray key = herdcore::places::keyFromEnvironment();
    const QByteArray linkKey = app::linkKeyFromEnvironment();
    QByteArrayList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += argv[i];
    const QCoreApplication application(argc, argv);
    auto line = herdd::parseCommandLine(arguments);
    const auto wrong = line ? herdd::giveKeys(line.value(), key, linkKey) : line.error();
    if (wrong) {
        std::fprintf(stderr, "herdd: %s\n", herdcore::base::escaped(wrong->message.toUtf8()).constData());
        return 2;
    }
    using Command = herdd::CommandLine::Command;
    switch (line->command) {
    case Command::Help:
        app::print(herdd::helpText(line->topic).toUtf8());
        return app::finishOutput("herdd");
    case Command::Version:
        app::print("herdd " HERDSCOPE_VERSION "\n");
        return app::finishOutput("herdd");
    case Command::Profiles:
        for (const QString &name : herdcore::profile::builtInProfileNames()) {
            const auto profile = herdcore::profile::loadProfile(name);
            app::print(name.toUtf8() + '\t' + profile->title.toUtf8() + '\n');
        }
        return app::finishOutput("herdd");
    case Command::Serve:
        return herdd::serve(*line);
    case Command::Say:
        return herdd::say(line->sayHost, line->sayPort, line->sayLines, line->sayWaitMs);
    case Command::Ctl:
        return herdd::ctl(line->controlPath, line->ctlWords);
    }
    return 2;
}
