// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/time.h"

#include <chrono>

namespace herdcore::base {

namespace {

QByteArray seconds(std::uint64_t ns)
{
    QByteArray digits = QByteArray::number(static_cast<qulonglong>(ns));
    if (digits.size() < 10)
        digits.prepend(QByteArray(10 - digits.size(), '0'));
    digits.insert(digits.size() - 9, '.');
    return digits;
}

} // namespace

Moment SystemClock::now() const
{
    using std::chrono::duration_cast, std::chrono::nanoseconds;
    return { duration_cast<nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(),
        duration_cast<nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count() };
}

QByteArray signedSeconds(std::int64_t ns)
{
    // Negated in unsigned arithmetic, because the most negative value has no positive counterpart.
    const auto magnitude = ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    return seconds(magnitude).prepend(ns < 0 ? '-' : '+');
}

QByteArray plainSeconds(std::int64_t ns)
{
    return ns < 0 ? signedSeconds(ns) : seconds(static_cast<std::uint64_t>(ns));
}

} // namespace herdcore::base
