// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimeZone>

#include <cstdint>
#include <functional>

namespace ui {

// The one clock of a window: how every moment in it is written, in local time, in UTC, or since the herd's first event.
// Moments are nanoseconds since 1970, any that int64 holds. The date is written where it is not today's.
class Clock : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Local, Utc, SinceStart };
    using Now = std::function<std::int64_t()>;

    explicit Clock(QObject *parent = nullptr);
    // For tests: another place on earth, and another day.
    void setPlace(const QTimeZone &local, Now now);

    [[nodiscard]] Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    void setStart(std::int64_t ns); // of the herd

    [[nodiscard]] QString name() const; // for headers: "UTC+1", "UTC", "since start"
    // For columns: "14:05:12.918963", "2026-11-27 14:05:12.918963", "28.400123 s".
    [[nodiscard]] QString time(std::int64_t ns) const;
    // For sentences, to the millisecond if nothing else is asked for, and with its zone: "14:05:12.918 UTC+1", "28.400
    // s since start".
    [[nodiscard]] QString moment(std::int64_t ns, int decimals = 3) const;

Q_SIGNALS:
    void changed(); // every moment is written anew

private:
    [[nodiscard]] QString written(std::int64_t ns, int decimals) const;
    [[nodiscard]] QString sinceStart(std::int64_t ns, int decimals) const;
    [[nodiscard]] QString zoneName(std::int64_t ns) const;
    [[nodiscard]] QDateTime at(std::int64_t ns) const;

    Kind m_kind = Kind::Local;
    QTimeZone m_local = QTimeZone::systemTimeZone();
    Now m_now;
    std::int64_t m_startNs = 0;
};

// A duration in the unit that people use for it: "0.9 ms", "450 ms", "28.4 s", "3 min 5 s", "2 h 10 min".
[[nodiscard]] QString durationText(std::int64_t ns);

} // namespace ui
