// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/expected.h"
#include "herdcore/profile/fault.h"
#include "herdcore/profile/partition.h"

#include <QStringList>

#include <optional>

namespace herdcore::control {

// One command of a user to a herd, or one question about it, as a value. The window's actions, `herdd ctl` and whatever
// comes later make the same values; the vocabulary (vocabulary.h) says what each means.
struct Command {
    enum class Kind {
        Status,
        Faults,
        Cut,
        Heal,
        HealFault,
        HealAll,
        Fault,
        Reset,
        Partition,
        Freeze,
        Thaw,
        Crash,
        Stop,
        StopAll,
        Start,
        StartAll,
        MoveAll,
        Repair,
        Release,
        Forget
    };
    Kind kind = Kind::Status;
    profile::LinkProfile link = {};
    profile::FaultDirection direction = profile::FaultDirection::Both;
    base::Impairment how = {};
    profile::FaultNumber number = profile::FaultNumber::None;
    profile::Partition partition = profile::Partition::Halves;
    base::ServerIndex server = base::ServerIndex::None;
    std::optional<quint16> port = std::nullopt; // Start; none: where it listened last. MoveAll: of the first server
    std::optional<profile::Repair> repair = std::nullopt; // none: a question
    int lines = 1;
    base::ClientId client = {};

    [[nodiscard]] static Command ofHerd(Kind kind);
    [[nodiscard]] static Command onServer(Kind kind, base::ServerIndex server);
    [[nodiscard]] static Command onLink(Kind kind, profile::LinkProfile link);
    [[nodiscard]] static Command startOn(base::ServerIndex server, quint16 port);
    [[nodiscard]] static Command moveAllTo(quint16 port);
    [[nodiscard]] static Command setFault(const profile::Fault &fault);
    [[nodiscard]] static Command healFault(profile::FaultNumber number);
    [[nodiscard]] static Command cutInto(
        profile::Partition partition, base::ServerIndex server = base::ServerIndex::None);
    [[nodiscard]] static Command setRepair(profile::Repair repair);
    [[nodiscard]] static Command releaseLines(
        profile::LinkProfile link, profile::FaultDirection direction, int lines = 1);

    [[nodiscard]] static Command forget(const base::ClientId &client);

    friend bool operator==(const Command &, const Command &) = default;
};

// Words that are no command. One line for people: what is wrong and what is expected.
struct WordsError {
    QString message;
};

// The words of `herdd ctl`: "cut", "Hill-Jaquez". Servers and links are those of the profile.
[[nodiscard]] base::Expected<Command, WordsError> commandFromWords(
    const profile::Profile &profile, const QStringList &words);
[[nodiscard]] QStringList toWords(const profile::Profile &profile, const Command &command); // read back as the same

// A link by its servers' names: "Hill-Jaquez", or "Hill>Jaquez" for one way. Names may have dashes in them too.
struct NamedLink {
    profile::LinkProfile link;
    profile::FaultDirection direction = profile::FaultDirection::Both;
};
[[nodiscard]] std::optional<NamedLink> linkFromWord(const profile::Profile &profile, const QString &word);

// The names that people use for the servers and links of a profile, escaped: "Hill", "Hill-Jaquez".
[[nodiscard]] QString nameOf(const profile::Profile &profile, base::ServerIndex server);
[[nodiscard]] QString nameOf(const profile::Profile &profile, profile::LinkProfile link);

// One line for each command.
[[nodiscard]] QByteArray commandHelp();

} // namespace herdcore::control
