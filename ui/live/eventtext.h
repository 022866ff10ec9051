// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"

#include <QCoreApplication>
#include <QString>

namespace ui {

// One end of what an event is about: a server of the herd, or a client by its address, or nobody.
struct EventEnd {
    herdcore::base::ServerIndex server = herdcore::base::ServerIndex::None;
    herdcore::base::ConnectionId connection = herdcore::base::ConnectionId::None; // of a client
    bool you = false; // the user's own injected client

    [[nodiscard]] QString name(const herdcore::state::HerdState &state) const; // escaped; empty for nobody
};

struct EventEnds {
    EventEnd from;
    EventEnd to;
};

// A line goes from one to the other; a decision is made by one alone.
[[nodiscard]] EventEnds eventEnds(const herdcore::observe::EventView &event);

// Events in words. External bytes in them are escaped and cut.
class EventText
{
    Q_DECLARE_TR_FUNCTIONS(ui::EventText)
public:
    [[nodiscard]] static QString kind(const herdcore::observe::EventView &event); // "flood sent", "learned"
    [[nodiscard]] static QString client(const herdcore::observe::EventView &event);
    // What a row says: a line's bytes, or what was decided and why.
    [[nodiscard]] static QString row(const herdcore::observe::EventView &event);

    // What the words of the core's tables have in braces: {server}, {other}, {client}, {bytes}, {count}.
    struct Values {
        QString server;
        QString other;
        QString client;
        QString bytes;
        std::int32_t count = 0;
    };
    // The text, translated, with the values in place. Nothing that stands in a value is taken for a name in braces.
    [[nodiscard]] static QString filled(const char *text, const Values &values);

private:
    static QString learned(const herdcore::observe::EventView &event);
};

} // namespace ui
