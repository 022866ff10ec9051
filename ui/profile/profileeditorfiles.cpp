// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Files, and what is asked before something is lost.

#include "ui/profile/profileeditor.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSaveFile>

namespace ui {

using herdcore::profile::Profile;

void ProfileEditor::edit(const Profile &profile, const QString &file)
{
    askUnsaved([this, profile, file] { take(profile, file, true); });
}

void ProfileEditor::editNew()
{
    askUnsaved([this] { take(Profile(), {}, true); });
}

void ProfileEditor::take(const Profile &profile, const QString &file, bool isKept)
{
    m_file = file;
    m_checked.reset();
    m_document.reset(profile, isKept);
}

void ProfileEditor::open(const QString &file)
{
    const auto profile = herdcore::profile::loadProfile(file);
    if (!profile)
        return say(profile.error().message);
    askUnsaved([this, profile = *profile, file] {
        take(profile, file, true);
        Q_EMIT fileUsed(file);
    });
}

void ProfileEditor::askForFile(bool toSave)
{
    auto *dialog = new QFileDialog(this, toSave ? tr("Save profile") : tr("Open profile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(toSave ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(toSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Profiles (*.json)"), tr("All files (*)") });
    dialog->setDefaultSuffix(QStringLiteral("json"));
    if (!m_file.isEmpty())
        dialog->setDirectory(QFileInfo(m_file).path());
    if (toSave)
        connect(dialog, &QFileDialog::fileSelected, this, &ProfileEditor::saveTo);
    else
        connect(dialog, &QFileDialog::fileSelected, this, &ProfileEditor::open);
    connect(dialog, &QFileDialog::rejected, this, [this] { m_afterSaving = nullptr; });
    dialog->open();
}

bool ProfileEditor::save()
{
    if (!m_file.isEmpty())
        return saveTo(m_file);
    askForFile(true);
    return false;
}

bool ProfileEditor::saveTo(const QString &file)
{
    // What cannot be opened again is not written over what can.
    if (const auto problems = problemsOf(m_document.profile()); !problems.empty()) {
        m_afterSaving = nullptr;
        say(tr("Not saved, for it could not be opened again. Mend this first: %1")
                .arg(ProfileWords::wrong(m_document.profile(), problems.front()).text));
        return false;
    }
    const QByteArray json = toJson(m_document.profile());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(json) != json.size() || !out.commit()) {
        m_afterSaving = nullptr;
        say(tr("%1 cannot be written: %2").arg(file, out.errorString()));
        return false;
    }
    m_file = file;
    m_document.setSaved();
    Q_EMIT fileUsed(file);
    if (const auto then = std::exchange(m_afterSaving, nullptr))
        then();
    return true;
}

void ProfileEditor::say(const QString &problem)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Profile editor"), problem, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

void ProfileEditor::askUnsaved(const std::function<void()> &then)
{
    if (!m_document.isModified())
        return then();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Profile editor"),
        tr("The profile %1 has changes that are not saved.").arg(m_document.profile().name),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    show();
    raise();
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

void ProfileEditor::closeEvent(QCloseEvent *event)
{
    if (!m_document.isModified())
        return QMainWindow::closeEvent(event);
    event->ignore();
    askUnsaved([this] { close(); });
}

} // namespace ui
