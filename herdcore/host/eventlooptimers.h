// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/timers.h"

#include <QObject>

namespace herdcore::host {

// The timers of the event loop of the thread that makes it. They count in milliseconds, rounded up.
class EventLoopTimers final : public base::Timers
{
public:
    [[nodiscard]] std::unique_ptr<Timer> make(std::function<void()> act, Precision precision) override;
    void once(std::int64_t ns, std::weak_ptr<const void> owner, std::function<void()> act) override;

private:
    QObject m_context; // of what is to happen once
};

} // namespace herdcore::host
