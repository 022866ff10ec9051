// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profilechecker.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/profilefile.h"

#include <QMainWindow>

#include <array>
#include <optional>

namespace ui {

class ProfileCanvas;
class ProfileForm;
class ProfileNotes;
class ProfileServers;

// A window to edit a profile in: servers and herd on the left, the graph (or its links as a table) on the right, with
// its problems and single points of failure below. Runs nothing itself and discards nothing unasked.
class ProfileEditor : public QMainWindow
{
    Q_OBJECT
public:
    explicit ProfileEditor(QWidget *parent = nullptr);
    ~ProfileEditor() override;

    void bringUp(); // shown, in front, with the keyboard

    [[nodiscard]] ProfileDocument &document() { return m_document; }
    [[nodiscard]] ProfileChecker &checker() { return m_checker; }
    [[nodiscard]] ProfileFile &file() { return m_file; }

Q_SIGNALS:
    void runRequested(const herdcore::profile::Profile &profile);

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
    void refresh();
    void choose(const ProfileNote &note);
    void run();

    ProfileDocument m_document;
    ProfileChecker m_checker;
    std::optional<herdcore::profile::Profile> m_checked; // the last one that the checker was given
    ProfileFile m_file{ m_document, *this };
    std::array<QAction *, 14> m_actions{};
    ProfileServers *m_servers = nullptr;
    ProfileForm *m_form = nullptr;
    ProfileCanvas *m_canvas = nullptr;
    ProfileNotes *m_problems = nullptr;
    ProfileNotes *m_splits = nullptr;
};

} // namespace ui
