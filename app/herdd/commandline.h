// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options.h"
#include "herdcore/base/expected.h"
#include "herdcore/herd/herd.h"

#include <QByteArrayList>
#include <QString>
#include <QStringList>

#include <optional>

namespace herdd {

// What the user asked for (docs/herdd.md).
struct CommandLine {
    enum class Command { Help, Version, Profiles, Serve, Say, Ctl };
    Command command = Command::Help;
    // serve
    herdcore::profile::Profile profile; // with the ports that were asked for
    herdcore::herd::HerdOptions options;
    QString keyFile; // with the key of the herd; empty: it is in the environment, or not needed
    QString controlPath; // of the socket for `herdd ctl`, for it too; empty: none
    // say
    QString sayHost;
    quint16 sayPort = 0;
    QByteArrayList sayLines; // as they came, whatever their encoding
    int sayWaitMs = 0; // for the server to close the connection; 0: no longer than for its answers
    QString topic; // of Help: a command; empty: all
    // ctl
    QStringList ctlWords;
};

using app::UsageError;

// `arguments`: without the program's name.
[[nodiscard]] herdcore::base::Expected<CommandLine, UsageError> parseCommandLine(const QByteArrayList &arguments);
[[nodiscard]] herdcore::base::Expected<CommandLine, UsageError> parseCommandLine(const QStringList &arguments);
// The keys for the source of places and for the herd, where they need one; what is wrong with them.
[[nodiscard]] std::optional<UsageError> giveKeys(
    CommandLine &line, const QByteArray &placesKey, const QByteArray &linkKey);
[[nodiscard]] QString helpText(const QString &topic = {});

} // namespace herdd
