// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"

#include <QByteArray>

namespace herdcore::host {

// A line on its way to a neighbour.
struct LinkLine {
    QByteArray bytes; // without line end
    base::UpdateKey update = {};
    base::EventId cause = base::EventId::None; // of its LineSent event; once that is logged, that event itself
    base::ConnectionId connection = base::ConnectionId::None; // None: it gets one of its own
    bool isLogged = false; // its LineSent event is
    bool storeFirstLineOnly = false; // as in Event
    std::int32_t pieceBytes = 0; // to be written in pieces of so many; 0: in one
};

} // namespace herdcore::host
