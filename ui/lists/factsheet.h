// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"

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
    [[nodiscard]] static FactSheet ofClient(
        const herdcore::state::HerdState &state, const herdcore::base::ClientId &client);
};

} // namespace ui
