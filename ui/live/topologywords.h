// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"
#include "ui/live/updatesummary.h"

#include <QStringList>

namespace ui {

// What the topology says in words.

[[nodiscard]] QString stateWord(herdcore::state::ServerState state); // "listening"
[[nodiscard]] QString stateAndPort(
    const herdcore::state::ServerFacts &facts, quint16 profilePort); // "listening :12205"
[[nodiscard]] QString countWords(const herdcore::state::ServerFacts &facts); // "2 clients · 3 records"
[[nodiscard]] QStringList typicalCardLines(); // as wide as a card's lines usually get
[[nodiscard]] QString linkEndWord(herdcore::state::LinkEndState state); // "up"

// What hovering says, several lines of plain text.
[[nodiscard]] QString serverTip(const herdcore::state::HerdState &state, herdcore::base::ServerIndex server);
[[nodiscard]] QString linkTip(const herdcore::state::HerdState &state, herdcore::profile::LinkProfile link);
// What a screen reader says of the whole picture.
[[nodiscard]] QString herdDescription(const herdcore::state::HerdState &state);
[[nodiscard]] QString hopsWords(const UpdateSummary::Reached &reached); // "first", "1 hop"
// "first", "1 hop, 0.3 ms"
[[nodiscard]] QString reachedWords(const UpdateSummary::Reached &reached);
[[nodiscard]] QString notReachedWords();

[[nodiscard]] QString updateName(const herdcore::base::UpdateKey &update); // the client and its time
[[nodiscard]] QString readingWords(); // while the log is searched for the followed update
[[nodiscard]] QString pulseWords(int perSecond, double travelMs); // "\u00d74 \u00b7 40/s": under way, and how many pass
[[nodiscard]] QString heldWords(int lines); // "x5"
[[nodiscard]] QString samplingWords(int messagesPerSecond);
[[nodiscard]] QString notRunningWords(bool hasRun);

} // namespace ui
