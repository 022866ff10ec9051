// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"
#include "ui/live/clock.h"

#include <QString>

#include <utility>
#include <vector>

namespace ui {

// The facts about a server, a link or a client as names and values, worded for the user.
struct FactSheet {
    QString title;
    std::vector<std::pair<QString, QString>> facts;
    friend bool operator==(const FactSheet &, const FactSheet &) = default;

    [[nodiscard]] static FactSheet ofServer(
        const herdcore::state::HerdState &state, herdcore::base::ServerIndex server);
    [[nodiscard]] static FactSheet ofLink(const herdcore::state::HerdState &state, herdcore::profile::LinkProfile link);
    // Their states, one line each.
    [[nodiscard]] static FactSheet ofSeveral(const herdcore::state::HerdState &state,
        const std::vector<herdcore::base::ServerIndex> &servers,
        const std::vector<herdcore::profile::LinkProfile> &links);
    [[nodiscard]] static FactSheet ofClient(
        const herdcore::state::HerdState &state, const herdcore::base::ClientId &client, const Clock &clock);
};

} // namespace ui
