// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profilechecker.h"
#include "ui/profile/profiledocument.h"

#include <QMainWindow>

#include <array>
#include <optional>

namespace ui {

class ProfileCanvas;
class ProfileForm;
class ProfileNotes;
class ProfileServers;

// A window to edit a profile in: servers and herd on the left, the graph (or its links as a table) on the right, under
// it what is wrong and what would split the herd. Runs nothing itself and forgets nothing unasked.
class ProfileEditor : public QMainWindow
{
    Q_OBJECT
public:
    explicit ProfileEditor(QWidget *parent = nullptr);
    ~ProfileEditor() override;

    // Each asks about unsaved changes first.
    void edit(const herdcore::profile::Profile &profile, const QString &file); // empty: of no file
    void editNew();
    bool save(); // false: it asks for a file, or it went wrong and says so
    bool saveTo(const QString &file);
    void askForFile(bool toSave);
    void open(const QString &file);
    void bringUp(); // shown, in front, with the keyboard
    // Calls `then` at once, or once the user has saved or discarded; not at all when it is cancelled.
    void askUnsaved(const std::function<void()> &then);

    [[nodiscard]] ProfileDocument &document() { return m_document; }
    [[nodiscard]] ProfileChecker &checker() { return m_checker; }
    [[nodiscard]] QString file() const { return m_file; }

Q_SIGNALS:
    void runRequested(const herdcore::profile::Profile &profile);
    void fileUsed(const QString &file); // opened or saved

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    enum class Do { New, Open, Save, SaveAs, Undo, Redo, Add, Remove, Link, Rename, Arrange, Fit, Run, Close };
    void makeActions();
    void makeBars();
    void makePanels();
    void connectPanels();
    QAction *add(Do what, const QString &text, const QKeySequence &key, const std::function<void()> &act);
    [[nodiscard]] QAction *action(Do what) const { return m_actions[static_cast<std::size_t>(what)]; }
    void take(const herdcore::profile::Profile &profile, const QString &file, bool isKept);
    void refresh();
    void choose(const ProfileNote &note);
    void run();
    void say(const QString &problem);

    ProfileDocument m_document;
    ProfileChecker m_checker;
    std::optional<herdcore::profile::Profile> m_checked; // the last one given to the checker
    QString m_file;
    bool m_mayClose = false;
    std::function<void()> m_afterSaving; // what waits for the user to choose a file
    std::array<QAction *, 14> m_actions{};
    ProfileServers *m_servers = nullptr;
    ProfileForm *m_form = nullptr;
    ProfileCanvas *m_canvas = nullptr;
    ProfileNotes *m_problems = nullptr;
    ProfileNotes *m_splits = nullptr;
};

} // namespace ui
