// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profileeditor.h"
#include "ui/window/run.h"

#include <deque>
#include <memory>
#include <optional>

namespace ui {

// The herds of this program, one at a time, and those that ran before. Another herd takes over the window's place: the
// one before is stopped, and once its ports are free the next one starts. What was recorded stays: the log files of
// each herd lie in a directory of their own, and the windows of the last few can be opened again.
class Runs : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t mostEarlier = 4;
    static constexpr std::uint64_t mostEarlierBytes = 1ULL << 30; // of all their logs

    // `options`: for every herd; logDir is that of the first one, the others' lie in it.
    Runs(herdcore::herd::HerdOptions options, const SettingsStore &store, QObject *parent = nullptr);
    ~Runs() override; // ends the herd

    // The first herd. Its window is not shown and no server started yet.
    Run &begin(herdcore::profile::Profile profile, const QString &file = {});
    [[nodiscard]] Run &current() const { return *m_current; }
    [[nodiscard]] const std::deque<std::unique_ptr<Run>> &earlier() const { return m_earlier; } // the oldest first
    [[nodiscard]] int letGo() const { return m_letGo; } // how many earlier ones were discarded

    // Returns at once; of several in a row the last one counts.
    void switchTo(herdcore::profile::Profile profile, const QString &file = {});
    [[nodiscard]] bool isSwitching() const { return m_next.has_value(); }
    // To a built-in profile, or to that of a file, which is remembered. What is wrong is shown, and nothing changes.
    void open(const QString &nameOrFile);
    void askForFile();
    void remember(const QString &file);
    // For the herd that runs and all after it.
    void setPlaces(const herdcore::places::PlacesSettings &settings);
    [[nodiscard]] const QStringList &recentFiles() const { return m_recent; } // the last used first
    void showEarlier(Run &run);
    ProfileEditor &editor(); // made when it is first asked for
    void editProfile(); // the running herd's, in the editor
    void editNew();

Q_SIGNALS:
    void made(ui::Run &run); // its window is not shown yet
    void changed(); // the herds or the files to choose from

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] std::unique_ptr<Run> make(
        herdcore::profile::Profile profile, const QString &file, const SettingsStore &store);
    [[nodiscard]] herdcore::herd::HerdOptions optionsFor(const herdcore::profile::Profile &profile) const;
    void takeOver();
    void keepFew();
    void closeAll();

    herdcore::herd::HerdOptions m_options;
    SettingsStore m_store;
    QStringList m_recent;
    int m_descriptors; // open before there was a herd
    std::unique_ptr<Run> m_current;
    std::deque<std::unique_ptr<Run>> m_earlier;
    struct Next {
        herdcore::profile::Profile profile;
        QString file;
    };
    std::optional<Next> m_next; // when the current one has ended
    std::unique_ptr<ProfileEditor> m_editor;
    int m_count = 0;
    int m_letGo = 0;
};

} // namespace ui
