// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"

#include <QCoreApplication>
#include <QString>

namespace ui {

class Clock;

// An event in a sentence or two, for a reader who asks what this was and why: "Smith ignored this: it already holds a
// newer location of kiwi, 4.2 s newer." External bytes in it are escaped and cut.
class EventExplanation
{
    Q_DECLARE_TR_FUNCTIONS(ui::EventExplanation)
public:
    [[nodiscard]] static QString of(
        const herdcore::observe::EventView &event, const herdcore::state::HerdState &state, const Clock &clock);

private:
    static QString ofSaying(
        const herdcore::observe::EventView &event, const herdcore::state::HerdState &state, const Clock &clock);
    static QString ofLine(const herdcore::observe::EventView &event, const QString &server, const QString &other);
    static QString ofLearned(const herdcore::observe::EventView &event, const QString &server, const QString &client);
    static QString ofStale(const herdcore::observe::EventView &event, const QString &server, const QString &client);
    static QString ofPlaces(const herdcore::observe::EventView &event, const QString &server);
};

} // namespace ui
