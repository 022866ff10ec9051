// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profiledocument.h"

#include <QObject>

#include <functional>

class QWidget;

namespace ui {

// The file of a profile document: opens, saves and replaces the document's content, with the dialogs that this takes,
// in `window`. Whatever would discard unsaved changes asks the user first, those of another program in the file as
// well. Never writes a profile that could not be opened again over one that could.
class ProfileFile : public QObject
{
    Q_OBJECT
public:
    // Both must outlive this.
    ProfileFile(ProfileDocument &document, QWidget &window);

    [[nodiscard]] QString path() const { return m_path; } // empty: none yet

    // Each asks about unsaved changes first.
    void edit(const herdcore::profile::Profile &profile, const QString &path); // empty: of no file
    void editNew(); // the default herd without its servers
    void open(const QString &path);
    bool save(); // false: it has asked for something, or it failed and has shown why
    bool saveTo(const QString &path);
    void askForFile(bool toSave);
    // Calls `then` at once, or after the user has saved or discarded the changes; never if the user cancels.
    void askUnsaved(const std::function<void()> &then);

Q_SIGNALS:
    void used(const QString &path); // opened or saved

private:
    bool write(const QString &path);
    void askChanged();
    [[nodiscard]] QString suggestedName() const;
    void load(const herdcore::profile::Profile &profile, const QString &path);
    void showProblem(const QString &problem);

    ProfileDocument &m_document;
    QWidget &m_window;
    QString m_path;
    QByteArray m_onDisk; // what the file held when it was last read or written here
    std::function<void()> m_afterSaving; // waits for the user to choose a file
};

} // namespace ui
