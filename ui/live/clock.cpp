// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/clock.h"

#include "herdcore/base/time.h"

#include <QLocale>

#include <utility>

namespace ui {

using herdcore::base::nsPerMillisecond, herdcore::base::nsPerSecond;

namespace {

// The whole seconds before, and what remains: also before 1970.
std::pair<std::int64_t, std::int64_t> split(std::int64_t ns)
{
    std::int64_t seconds = ns / nsPerSecond;
    std::int64_t rest = ns % nsPerSecond;
    if (rest < 0) {
        --seconds;
        rest += nsPerSecond;
    }
    return { seconds, rest };
}

QString fraction(std::int64_t ns, int decimals)
{
    const QString digits = QStringLiteral("%1").arg(ns, 9, 10, QLatin1Char('0')).first(decimals);
    return digits.isEmpty() ? digits : QLatin1Char('.') % digits;
}

} // namespace

Clock::Clock(QObject *parent)
    : QObject(parent)
    , m_now([] { return herdcore::base::SystemClock().now().wallNs; })
{ }

void Clock::setPlace(const QTimeZone &local, Now now)
{
    m_local = local;
    m_now = std::move(now);
    Q_EMIT changed();
}

void Clock::setKind(Kind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    Q_EMIT changed();
}

void Clock::setStart(std::int64_t ns)
{
    m_startNs = ns;
    if (m_kind == Kind::SinceStart)
        Q_EMIT changed();
}

QDateTime Clock::at(std::int64_t ns) const
{
    const std::int64_t seconds = split(ns).first;
    return m_kind == Kind::Utc ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC)
                               : QDateTime::fromSecsSinceEpoch(seconds, m_local);
}

QString Clock::zoneName(std::int64_t ns) const
{
    const int minutes = m_kind == Kind::Utc ? 0 : at(ns).offsetFromUtc() / 60;
    if (minutes == 0)
        return QStringLiteral("UTC");
    const QString name
        = QStringLiteral("UTC%1%2").arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+')).arg(std::abs(minutes) / 60);
    return minutes % 60 == 0 ? name : name % QStringLiteral(":%1").arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

QString Clock::name() const
{
    return m_kind == Kind::SinceStart ? tr("since start") : zoneName(m_now());
}

QString Clock::sinceStart(std::int64_t ns, int decimals) const
{
    const bool isBefore = ns < m_startNs;
    // Unsigned, as the two may be further apart than int64 holds.
    const auto apart = isBefore ? static_cast<std::uint64_t>(m_startNs) - static_cast<std::uint64_t>(ns)
                                : static_cast<std::uint64_t>(ns) - static_cast<std::uint64_t>(m_startNs);
    return (isBefore ? QStringLiteral("-") : QString()) % QString::number(apart / nsPerSecond)
        % fraction(static_cast<std::int64_t>(apart % nsPerSecond), decimals);
}

QString Clock::written(std::int64_t ns, int decimals) const
{
    const QDateTime moment = at(ns);
    const QString time = moment.time().toString(QStringLiteral("HH:mm:ss")) % fraction(split(ns).second, decimals);
    const bool isToday = moment.date() == at(m_now()).date();
    return isToday ? time : moment.date().toString(QStringLiteral("yyyy-MM-dd ")) % time;
}

QString Clock::time(std::int64_t ns) const
{
    return m_kind == Kind::SinceStart ? tr("%1 s").arg(sinceStart(ns, 6)) : written(ns, 6);
}

QString Clock::moment(std::int64_t ns, int decimals) const
{
    return m_kind == Kind::SinceStart ? tr("%1 s since start").arg(sinceStart(ns, decimals))
                                      : written(ns, decimals) % QLatin1Char(' ') % zoneName(ns);
}

QString durationText(std::int64_t ns)
{
    const auto number = [](double value, int decimals) {
        return QLocale::c().toString(value, 'f', decimals);
    };
    const double ms = static_cast<double>(ns) / static_cast<double>(nsPerMillisecond);
    if (ms < 9.95)
        return Clock::tr("%1 ms").arg(number(ms, 1));
    if (ms < 999.5)
        return Clock::tr("%1 ms").arg(number(ms, 0));
    if (ms < 59'950)
        return Clock::tr("%1 s").arg(number(ms / 1000, 1));
    const auto seconds = static_cast<qint64>(ms / 1000 + 0.5);
    if (seconds < 3600)
        return Clock::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Clock::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace ui
