// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"

#include <QCoreApplication>
#include <QMenu>

#include <functional>

namespace ui {

// The filters that can be made from one event of the message table: by its kind, client and server, each of them alone,
// its opposite, and both of them with the filter there is.
class MessagesMenu
{
    Q_DECLARE_TR_FUNCTIONS(ui::MessagesMenu)
public:
    using Apply = std::function<void(const QString &filter)>;

    static void addFilters(QMenu &menu, const herdcore::observe::EventView &event,
        const herdcore::profile::Profile &profile, const QString &current, const Apply &apply);

private:
    static void addOne(
        QMenu &menu, const QString &title, const QString &filter, const QString &current, const Apply &apply);
};

} // namespace ui
