// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"

#include "ui/live/clock.h"
#include <QCoreApplication>
#include <QList>

#include <QString>

namespace ui {

struct EventField {
    QString name;
    QString value; // escaped and cut
};

// An event taken apart: who, when, and what its line says if it is one that the protocol knows.
class EventFields
{
    Q_DECLARE_TR_FUNCTIONS(ui::EventFields)
public:
    [[nodiscard]] static QList<EventField> of(
        const herdcore::observe::EventView &event, const herdcore::state::HerdState &state, const Clock &clock);

private:
    static void addLine(QList<EventField> &fields, const herdcore::observe::EventView &event);
};

} // namespace ui
