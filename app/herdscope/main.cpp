// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/endsignals.h"
#include "app/herdscope/commandline.h"
#include "app/herdscope/screenshot.h"
#include "app/herdscope/startstate.h"
#include "app/herdscope/trouble.h"
#include "app/linkkey.h"
#include "app/standardstreams.h"
#include "herdcore/herd/descriptors.h"
#include "herdcore/places/placessettings.h"
#include "ui/kit/cutshorttips.h"
#include "ui/places/placescontrol.h"
#include "ui/places/placespage.h"
#include "ui/window/runs.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdio>

namespace {

QString logDirectory(const herdscope::CommandLine &line)
{
    if (!line.logDir.isEmpty() || !line.screenshot.isEmpty())
        return line.logDir; // a run for a picture leaves no files behind that nobody asked for
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/logs");
}

void applyLook(ui::MainWindow &window, const herdscope::CommandLine &line)
{
    using Theme = herdscope::CommandLine::Theme;
    using Layout = herdscope::CommandLine::Layout;
    switch (line.theme) {
    case Theme::AsSaved:
        break;
    case Theme::Light:
        window.setTheme(ui::ThemeChoice::Light);
        break;
    case Theme::Dark:
        window.setTheme(ui::ThemeChoice::Dark);
        break;
    case Theme::System:
        window.setTheme(ui::ThemeChoice::System);
        break;
    }
    if (line.size)
        window.resize(*line.size);
    window.show();
    if (line.size)
        window.resize(*line.size); // the saved geometry came with the showing
    switch (line.layout) {
    case Layout::AsSaved:
        break;
    case Layout::Standard:
        window.setWindowLayout(ui::WindowLayout::Standard);
        break;
    case Layout::Lecture:
        window.setWindowLayout(ui::WindowLayout::Lecture);
        break;
    case Layout::Debug:
        window.setWindowLayout(ui::WindowLayout::Debug);
        break;
    case Layout::Compact:
        window.setWindowLayout(ui::WindowLayout::Compact);
        break;
    }
}

// For the herd that runs and those after it. The page opens by itself when the source that was asked for needs a key
// and nobody has one.
void connectPlaces(ui::PlacesControl &places, ui::Runs &runs)
{
    const auto open = [&places](QWidget *window) {
        (new ui::PlacesPage(places, window))->show();
    };
    QObject::connect(&runs, &ui::Runs::made, &runs, [open](ui::Run &run) {
        ui::MainWindow *const window = &run.window();
        QObject::connect(window->actions()[ui::WindowCommand::Places], &QAction::triggered, window,
            [open, window] { open(window); });
    });
    QObject::connect(
        &places, &ui::PlacesControl::settingsChanged, &runs, [&places, &runs] { runs.setPlaces(places.settings()); });
    QObject::connect(&places, &ui::PlacesControl::keyMissing, &runs, [&places, &runs, open] {
        std::fprintf(stderr,
            "herdscope: the places of %s need an API key in GOOGLE_PLACES_API_KEY, or set in the window\n",
            qPrintable(places.settings().source));
        open(&runs.current().window());
    });
}

int run(const herdscope::CommandLine &line)
{
    const bool isForPicture = !line.screenshot.isEmpty();
    const ui::SettingsStore store(isForPicture ? ui::SettingsStore::Kind::Forgetful : ui::SettingsStore::Kind::Users);
    ui::PlacesControl places(store, isForPicture ? ui::KeyStore::none() : ui::KeyStore::desktop(),
        herdcore::places::keyFromEnvironment(), line.places);
    herdcore::herd::HerdOptions options = line.herd;
    options.places = places.settings();
    options.logDir = logDirectory(line);
    if (const auto lack = herdcore::herd::lackOfDescriptors(line.profile, options, herdcore::herd::descriptorsOpen())) {
        std::fprintf(stderr, "herdscope: %s\n", qPrintable(*lack));
        return 1;
    }
    ui::Runs runs(options, store);
    connectPlaces(places, runs);
    ui::Run &first = runs.begin(line.profile, line.profileFile);
    ui::MainWindow &window = first.window();
    applyLook(window, line);

    using herdcore::control::Command;
    new herdscope::StartState(first.control(), first.follower(), line.crash, &window);
    for (const auto &link : line.cut)
        first.control().apply(Command::onLink(Command::Kind::Cut, link));
    if (!line.stopped)
        first.control().apply(Command::ofHerd(Command::Kind::StartAll));
    if (line.demo)
        window.actions()[ui::WindowCommand::Demo]->trigger();
    if (!line.screenshot.isEmpty())
        herdscope::scheduleScreenshot(window, line.screenshot, line.afterSeconds);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    app::openStandardStreams();
    (void)herdcore::places::keyFromEnvironment(); // before there are threads
    const QByteArray linkKey = app::linkKeyFromEnvironment();
    // Before there is a QApplication: help and errors need no display. The program's own options come before Qt's.
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    auto line = herdscope::parseCommandLine(arguments);
    const auto wrong = line ? app::giveLinkKey(line->profile, line->keyFile, linkKey, line.value().herd) : line.error();
    if (wrong) {
        std::fprintf(stderr, "herdscope: %s\n", wrong->message.toLocal8Bit().constData());
        if (wrong->isOfFile && !arguments.join(u' ').contains(QLatin1String("--screenshot")))
            herdscope::showTrouble(argc, argv, wrong->message);
        return 2;
    }
    if (line->help) {
        app::print(herdscope::helpText().toLocal8Bit());
        return app::finishOutput("herdscope");
    }
    if (line->version) {
        app::print("herdscope " HERDSCOPE_VERSION "\n");
        return app::finishOutput("herdscope");
    }
    app::EndSignals signalled(herdcore::herd::Herd::killPrograms);
    QApplication application(argc, argv);
    application.installEventFilter(new ui::CutShortTips(&application));
    // Nobody is asked whether to save a profile: who ends us so may be the end of the session.
    QObject::connect(&signalled, &app::EndSignals::asked, &application, [] { QCoreApplication::exit(0); });
    QCoreApplication::setApplicationName(QStringLiteral("herdscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HERDSCOPE_VERSION));
    const int status = run(*line);
    signalled.settled();
    return status;
}
