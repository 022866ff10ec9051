// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilefile.h"

#include "ui/profile/profilechecker.h"
#include "ui/profile/profilewords.h"

#include "herdcore/profile/regularfile.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>

#include <utility>

namespace ui {

using herdcore::profile::Profile;

namespace {

constexpr qsizetype longestName = 60;

// Empty where it cannot be read: then there is nothing to lose.
QByteArray contentOf(const QString &path)
{
    auto content = herdcore::profile::readRegularFile(path, 16 << 20);
    return content ? std::move(*content) : QByteArray();
}

} // namespace

ProfileFile::ProfileFile(ProfileDocument &document, QWidget &window)
    : m_document(document)
    , m_window(window)
{ }

void ProfileFile::edit(const Profile &profile, const QString &path)
{
    askUnsaved([this, profile, path] { load(profile, path); });
}

void ProfileFile::editNew()
{
    Profile blank;
    if (const auto standard = herdcore::profile::loadProfile(herdcore::profile::builtInProfileNames().constFirst())) {
        blank = *standard;
        blank.servers.clear();
        blank.links.clear();
        for (QString *text : { &blank.name, &blank.title, &blank.folder })
            text->clear();
    }
    edit(blank, {});
}

void ProfileFile::load(const Profile &profile, const QString &path)
{
    m_path = path;
    m_onDisk = path.isEmpty() ? QByteArray() : contentOf(path);
    // A herd may run with other ports than its file says.
    const auto inFile = path.isEmpty() ? herdcore::base::Expected<Profile, herdcore::profile::ProfileError>(profile)
                                       : herdcore::profile::loadProfile(path);
    m_document.reset(profile, inFile && *inFile == profile);
}

void ProfileFile::open(const QString &path)
{
    const auto profile = herdcore::profile::loadProfile(path);
    if (!profile)
        return showProblem(profile.error().message);
    askUnsaved([this, profile = *profile, path] {
        load(profile, path);
        Q_EMIT used(path);
    });
}

void ProfileFile::askForFile(bool toSave)
{
    auto *dialog = new QFileDialog(&m_window, toSave ? tr("Save profile") : tr("Open profile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Profiles (*.json)"), tr("All files (*)") });
    dialog->setDefaultSuffix(QStringLiteral("json"));
    if (!m_path.isEmpty())
        dialog->setDirectory(QFileInfo(m_path).path());
    if (toSave)
        dialog->selectFile(suggestedName());
    if (toSave)
        connect(dialog, &QFileDialog::fileSelected, this, &ProfileFile::saveTo);
    else
        connect(dialog, &QFileDialog::fileSelected, this, &ProfileFile::open);
    connect(dialog, &QFileDialog::rejected, this, [this] { m_afterSaving = nullptr; });
    dialog->open();
}

bool ProfileFile::save()
{
    if (!m_path.isEmpty())
        return saveTo(m_path);
    askForFile(true);
    return false;
}

bool ProfileFile::saveTo(const QString &path)
{
    if (const auto problems = problemsOf(m_document.profile()); !problems.empty()) {
        m_afterSaving = nullptr;
        showProblem(tr("Not saved, because the file could not be opened again. Fix this first: %1")
                        .arg(ProfileWords::wrong(m_document.profile(), problems.front()).text));
        return false;
    }
    if (path == m_path && QFileInfo::exists(path) && contentOf(path) != m_onDisk) {
        askChanged();
        return false;
    }
    return write(path);
}

bool ProfileFile::write(const QString &path)
{
    const QByteArray json = toJson(m_document.profile());
    QSaveFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(json) != json.size() || !out.commit()) {
        m_afterSaving = nullptr;
        showProblem(tr("Cannot write %1: %2").arg(path, out.errorString()));
        return false;
    }
    m_path = path;
    m_onDisk = json;
    m_document.setSaved();
    Q_EMIT used(path);
    if (const auto then = std::exchange(m_afterSaving, nullptr))
        then();
    return true;
}

void ProfileFile::askChanged()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Profile editor"),
        tr("%1 has been changed by another program since it was opened here.").arg(QFileInfo(m_path).fileName()),
        QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QAbstractButton *overwrite = box->addButton(tr("&Overwrite"), QMessageBox::DestructiveRole);
    const QAbstractButton *reload = box->addButton(tr("&Reload, discarding my changes"), QMessageBox::DestructiveRole);
    connect(box, &QMessageBox::buttonClicked, this, [this, overwrite, reload](const QAbstractButton *button) {
        if (button == overwrite) {
            write(m_path);
            return;
        }
        m_afterSaving = nullptr;
        if (button == reload) {
            m_document.setSaved(); // nothing more to ask about
            open(m_path);
        }
    });
    box->open();
}

// From the profile's own name, as far as files can have it.
QString ProfileFile::suggestedName() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    QString name = m_document.profile().name.simplified();
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != QLatin1Char('-') && c != QLatin1Char('_'))
            c = QLatin1Char('-');
    }
    return (name.isEmpty() ? QStringLiteral("herd") : name.first(qMin(name.size(), longestName)))
        % QLatin1String(".json");
}

void ProfileFile::showProblem(const QString &problem)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Profile editor"), problem, QMessageBox::Ok, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

void ProfileFile::askUnsaved(const std::function<void()> &then)
{
    if (!m_document.isModified())
        return then();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Profile editor"),
        tr("The profile %1 has unsaved changes.").arg(m_document.profile().name),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    m_window.show();
    m_window.raise();
    connect(box, &QMessageBox::finished, this, [this, then](int answer) {
        if (answer == QMessageBox::Discard) {
            m_document.setSaved(); // nothing more to ask about
            then();
        } else if (answer == QMessageBox::Save) {
            m_afterSaving = then;
            save();
        }
    });
    box->open();
}

} // namespace ui
