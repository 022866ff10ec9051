// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/runs.h"

#include "herdcore/herd/descriptors.h"
#include "ui/window/profilesmenu.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QStatusBar>

#include <algorithm>

namespace ui {

using herdcore::herd::HerdOptions;
using herdcore::profile::Profile;

namespace {

constexpr qsizetype mostRecent = 8;
constexpr int noticeMs = 10'000;

// A name made fit for a directory.
QString directoryName(const QString &name)
{
    static const QRegularExpression unfit(QStringLiteral("[^\\w.-]+"));
    return QString(name).replace(unfit, QStringLiteral("_")).left(60);
}

// Shown, not executed: the herd goes on.
void showProblem(QWidget &parent, const QString &what)
{
    auto *box = new QMessageBox(QMessageBox::Warning, MainWindow::tr("Profile"), what, QMessageBox::Ok, &parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowModality(Qt::NonModal);
    box->show();
}

// The command lines that running the profile would start.
QStringList programs(const Profile &profile)
{
    QStringList list;
    for (const auto &server : profile.servers) {
        if (server.external && !server.external->command.isEmpty())
            list += commandText(server.external->command);
    }
    return list;
}

} // namespace

Runs::Runs(HerdOptions options, const SettingsStore &store, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_store(store)
    , m_recent(store.recentProfiles())
    , m_descriptors(herdcore::herd::descriptorsOpen())
{ }

Runs::~Runs() = default;

Run &Runs::begin(Profile profile, const QString &file)
{
    m_current = make(std::move(profile), file, m_store);
    return *m_current;
}

// The first one's log files are where they were asked for; each later one has a directory of its own in there, for
// herds have servers of the same names.
HerdOptions Runs::optionsFor(const Profile &profile) const
{
    HerdOptions options = m_options;
    if (m_count > 1 && !options.logDir.isEmpty())
        options.logDir += QStringLiteral("/%1-%2").arg(m_count).arg(directoryName(profile.name));
    return options;
}

std::unique_ptr<Run> Runs::make(Profile profile, const QString &file, const SettingsStore &store)
{
    ++m_count;
    const HerdOptions options = optionsFor(profile);
    auto run = std::make_unique<Run>(std::move(profile), file, options, store);
    connect(&run->herd(), &herdcore::herd::Herd::ended, this, &Runs::takeOver);
    const auto on = [this, &run](WindowCommand command, auto &&act) {
        connect(run->window().actions()[command], &QAction::triggered, this, act);
    };
    on(WindowCommand::OpenProfile, &Runs::askForFile);
    on(WindowCommand::EditProfile, &Runs::editProfile);
    on(WindowCommand::NewProfile, &Runs::editNew);
    new ProfilesMenu(*this, *run);
    run->window().installEventFilter(this);
    Q_EMIT made(*run);
    return run;
}

void Runs::setPlaces(const herdcore::places::PlacesSettings &settings)
{
    m_options.places = settings;
    m_current->herd().setPlaces(settings);
}

void Runs::switchTo(Profile profile, const QString &file)
{
    const bool isEnding = isSwitching();
    m_next = { std::move(profile), file };
    if (!isEnding)
        m_current->end();
}

void Runs::takeOver()
{
    if (!m_next)
        return;
    MainWindow &before = m_current->window();
    const Next next = *std::exchange(m_next, std::nullopt);
    auto run = make(next.profile, next.file, m_store.startingWith(before.takeSettings()));
    run->window().show(); // before the other one goes, or there would be no window for a moment
    run->window().activateWindow();
    m_current->retire();
    connect(before.actions()[WindowCommand::Quit], &QAction::triggered, this, [this] { m_current->window().close(); });
    before.hide();
    m_earlier.push_back(std::exchange(m_current, std::move(run)));
    keepFew();
    m_current->control().apply(herdcore::control::Command::ofHerd(herdcore::control::Command::Kind::StartAll));
    Q_EMIT changed();
}

void Runs::keepFew()
{
    const auto bytes = [this] {
        std::uint64_t sum = 0;
        for (const auto &run : m_earlier)
            sum += run->herd().log().bytesUsed();
        return sum;
    };
    while (m_earlier.size() > mostEarlier || (m_earlier.size() > 1 && bytes() > mostEarlierBytes)) {
        const QString gone = m_earlier.front()->summary();
        m_current->window().statusBar()->showMessage(tr("%1 was discarded; its log files remain.").arg(gone), noticeMs);
        m_earlier.pop_front();
        ++m_letGo;
    }
}

void Runs::open(const QString &nameOrFile)
{
    const auto profile = herdcore::profile::loadProfile(nameOrFile);
    if (!profile) {
        showProblem(m_current->window(), profile.error().message);
        return;
    }
    if (const auto refused = unsupported(*profile)) {
        showProblem(m_current->window(), refused->message);
        return;
    }
    if (const auto lack = herdcore::herd::lackOfDescriptors(*profile, m_options, m_descriptors)) {
        showProblem(m_current->window(), *lack);
        return;
    }
    if (profile->whoSpeaks() == herdcore::profile::Speakers::Keyed && m_options.key.isEmpty()) {
        showProblem(m_current->window(),
            tr("The servers of this herd need a key: start Herdscope with --key-file or HERDSCOPE_KEY."));
        return;
    }
    if (herdcore::profile::builtInProfileNames().contains(nameOrFile))
        return switchTo(*profile);
    const auto run = [this, profile = *profile, nameOrFile] {
        remember(nameOrFile);
        switchTo(profile, nameOrFile);
    };
    const QStringList commands = programs(*profile);
    if (commands.isEmpty() || m_recent.contains(QFileInfo(nameOrFile).absoluteFilePath()))
        return run();
    // A file may have come from anywhere.
    auto *box = new QMessageBox(QMessageBox::Question, MainWindow::tr("Profile"),
        tr("Running this profile starts programs on this computer:\n\n%1").arg(commands.join(u'\n').left(2000)),
        QMessageBox::Cancel, &m_current->window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowModality(Qt::NonModal);
    connect(box->addButton(tr("Run it"), QMessageBox::AcceptRole), &QPushButton::clicked, this, run);
    box->show();
}

void Runs::askForFile()
{
    auto *dialog = new QFileDialog(&m_current->window(), tr("Open profile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Profiles (*.json)"), tr("All files (*)") });
    if (!m_recent.isEmpty())
        dialog->setDirectory(QFileInfo(m_recent.first()).path());
    connect(dialog, &QFileDialog::fileSelected, this, &Runs::open);
    dialog->open();
}

void Runs::remember(const QString &file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    m_recent.removeAll(path);
    m_recent.prepend(path);
    m_recent = m_recent.first(std::min(mostRecent, m_recent.size()));
    m_store.saveRecentProfiles(m_recent);
    Q_EMIT changed();
}

void Runs::showEarlier(Run &run)
{
    run.window().show();
    run.window().raise();
    run.window().activateWindow();
}

ProfileEditor &Runs::editor()
{
    if (m_editor)
        return *m_editor;
    m_editor = std::make_unique<ProfileEditor>();
    m_editor->checker().setOwnPorts([this] { return m_current->ports(); });
    connect(&m_editor->file(), &ProfileFile::used, this, &Runs::remember);
    connect(m_editor.get(), &ProfileEditor::runRequested, this, [this](const Profile &profile) {
        if (const auto lack = herdcore::herd::lackOfDescriptors(profile, m_options, m_descriptors))
            return showProblem(m_current->window(), *lack);
        switchTo(profile, m_editor->file().path()); // what is not saved stays so
    });
    return *m_editor;
}

void Runs::editProfile()
{
    if (editor().document().profile() != m_current->profile())
        editor().file().edit(m_current->profile(), m_current->file());
    editor().bringUp();
}

void Runs::editNew()
{
    editor().file().editNew();
    editor().bringUp();
}

void Runs::closeAll()
{
    m_next.reset();
    if (m_editor)
        m_editor->close();
    for (const auto &run : m_earlier)
        run->window().close();
}

// With the running herd's window the program ends.
bool Runs::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Close || watched != &m_current->window())
        return QObject::eventFilter(watched, event);
    if (m_editor && m_editor->document().isModified()) {
        event->ignore();
        m_editor->file().askUnsaved([this] { m_current->window().close(); });
        return true;
    }
    closeAll();
    return false;
}

} // namespace ui
