// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/pointsoffailure.h"

#include <QCoreApplication>

namespace ui {

// A command's words in one line, as QProcess::splitCommand reads it back.
[[nodiscard]] QString commandText(const QStringList &words);

// One note about a profile: its text and its subject.
struct ProfileNote {
    enum class Kind { Wrong, Warning, Good };
    Kind kind = Kind::Wrong;
    QString text; // what is the case, and what to do about it
    herdcore::profile::Loss subject; // to be shown in the graph; may be empty
    QString field; // "name", "port", ..., "log": where to type
    bool isLoss = false; // the graph shows the subject as removed, and the groups that remain
    friend bool operator==(const ProfileNote &, const ProfileNote &) = default;
};

// The texts of the profile editor.
class ProfileWords
{
    Q_DECLARE_TR_FUNCTIONS(ui::ProfileWords)
public:
    [[nodiscard]] static QString nameOf(const herdcore::profile::Profile &profile, herdcore::base::ServerIndex server);
    [[nodiscard]] static QString group(
        const herdcore::profile::Profile &profile, const std::vector<herdcore::base::ServerIndex> &servers);
    // The same for the largest group of all, which need not be listed.
    [[nodiscard]] static QString rest(
        const herdcore::profile::Profile &profile, const std::vector<herdcore::base::ServerIndex> &servers);
    [[nodiscard]] static ProfileNote wrong(
        const herdcore::profile::Profile &profile, const herdcore::profile::ProfileProblem &problem);
    [[nodiscard]] static ProfileNote takenPort(
        const herdcore::profile::Profile &profile, herdcore::base::ServerIndex server, herdcore::base::Reason reason);
    // One for each group of servers that is cut off from the largest one.
    [[nodiscard]] static QList<ProfileNote> cutOff(const herdcore::profile::Profile &profile);
    [[nodiscard]] static QList<ProfileNote> splits(
        const herdcore::profile::Profile &profile, const herdcore::profile::PointsOfFailure &splits);

private:
    [[nodiscard]] static ProfileNote loss(
        const herdcore::profile::Profile &profile, const herdcore::profile::Loss &loss);
};

} // namespace ui
