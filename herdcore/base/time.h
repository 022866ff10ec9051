// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstdint>

namespace herdcore::base {

// A point in time, read once from both clocks. Wall time may jump; monotonic time never decreases.
// int64 nanoseconds, never a double: a double's step at today's epoch is 2.4e-7 s.
struct Moment {
    std::int64_t monotonicNs = 0;
    std::int64_t wallNs = 0; // since 1970-01-01 00:00:00 UTC
};

// The interface to time: hosts read the system's clocks; tests and the simulator advance their own.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Moment now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Moment now() const override;
};

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::int64_t nsPerMillisecond = 1'000'000;

// Seconds with the sign always shown and exactly nine decimals: "+0.263873386", "-12.000000000".
[[nodiscard]] QByteArray signedSeconds(std::int64_t ns);

// Seconds with exactly nine decimals, for times since 1970: "1520023934.918963997".
[[nodiscard]] QByteArray plainSeconds(std::int64_t ns);

} // namespace herdcore::base
