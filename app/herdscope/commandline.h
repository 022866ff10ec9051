// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options.h"
#include "herdcore/base/expected.h"
#include "herdcore/herd/herd.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace herdscope {

// What the user asked for.
struct CommandLine {
    enum class Theme { AsSaved, Light, Dark, System };
    enum class Layout { AsSaved, Standard, Lecture, Debug, Compact };
    bool help = false;
    bool version = false;
    herdcore::profile::Profile profile; // with the ports that were asked for
    QString profileFile; // empty: a built-in one
    herdcore::herd::HerdOptions herd; // where it listens, and its key; the rest is not for the command line
    QString keyFile;
    std::optional<herdcore::places::PlacesSettings> places; // without a key; null: as it was left, or built in
    QString logDir; // empty: where the program keeps them when nothing was said
    Theme theme = Theme::AsSaved;
    Layout layout = Layout::AsSaved;
    std::optional<QSize> size;
    bool demo = false;
    bool stopped = false; // start no server
    std::vector<herdcore::profile::LinkProfile> cut; // from the beginning
    std::vector<herdcore::base::ServerIndex> crash; // soon after the beginning
    QString screenshot; // the file; empty: a window to stay
    double afterSeconds = 3; // until the screenshot
};

using app::UsageError;

// `arguments`: without the program's name. Needs no QCoreApplication.
[[nodiscard]] herdcore::base::Expected<CommandLine, UsageError> parseCommandLine(const QStringList &arguments);
[[nodiscard]] QString helpText();

} // namespace herdscope
