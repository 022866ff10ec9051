// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/limits.h"

#include <array>
#include <cmath>
#include <variant>

namespace herdcore::herd {

namespace {

struct Entry {
    const char *name;
    std::variant<qint64 Limits::*, double Limits::*> member;
    double least;
    double most;
};

constexpr double gibibyte = 1024.0 * 1024 * 1024;
constexpr double day = 24 * 60 * 60;

const std::array<Entry, 16> &entries()
{
    static const std::array<Entry, 16> all{ {
        { "line-bytes", &Limits::lineBytes, 64, gibibyte },
        { "first-line-seconds", &Limits::firstLineSeconds, 0.1, day },
        { "line-seconds", &Limits::lineSeconds, 0.1, day },
        { "idle-seconds", &Limits::idleSeconds, 0.1, 365 * day },
        { "unsent-bytes", &Limits::unsentBytes, 1024, gibibyte },
        { "slow-unsent-bytes", &Limits::slowUnsentBytes, 1024, gibibyte },
        { "slow-seconds", &Limits::slowSeconds, 0.1, day },
        { "connections", &Limits::connections, 1, 1'000'000 },
        { "clients", &Limits::clients, 1, 100'000'000 },
        { "table-bytes", &Limits::tableBytes, 1024, 64 * gibibyte },
        { "unsent-total-bytes", &Limits::unsentTotalBytes, 1024, 64 * gibibyte },
        { "partial-total-bytes", &Limits::partialTotalBytes, 1024, 64 * gibibyte },
        { "event-bytes", &Limits::eventBytes, 1024, 64 * gibibyte },
        { "address-connections", &Limits::addressConnections, 1, 1'000'000 },
        { "address-lines", &Limits::addressLines, 1, 1'000'000 },
        { "address-whatsat", &Limits::addressWhatsat, 1, 1'000'000 },
    } };
    return all;
}

} // namespace

std::optional<QString> setLimit(Limits &limits, const QString &assignment)
{
    const qsizetype equals = assignment.indexOf(QLatin1Char('='));
    const QString name = assignment.left(equals);
    for (const Entry &entry : entries()) {
        if (name != QLatin1String(entry.name))
            continue;
        bool isNumber = false;
        const double number = equals < 0 ? 0 : assignment.mid(equals + 1).toDouble(&isNumber);
        const bool isWhole = number == std::floor(number);
        const auto *whole = std::get_if<qint64 Limits::*>(&entry.member);
        if (!isNumber || !(number >= entry.least && number <= entry.most) || (whole && !isWhole))
            return QStringLiteral("the limit %1 takes a %2number from %3 to %4, as in %1=%5")
                .arg(name, whole ? QStringLiteral("whole ") : QString(), QString::number(entry.least, 'g', 12),
                    QString::number(entry.most, 'g', 12), QString::number(entry.least * 10, 'g', 12));
        if (whole)
            limits.*(*whole) = static_cast<qint64>(number);
        else
            limits.*std::get<double Limits::*>(entry.member) = number;
        return {};
    }
    return QStringLiteral("there is no limit '%1'; the limits are: %2")
        .arg(name, limitNames().join(QStringLiteral(", ")));
}

QStringList limitNames()
{
    QStringList names;
    for (const Entry &entry : entries())
        names << QLatin1String(entry.name);
    return names;
}

} // namespace herdcore::herd
