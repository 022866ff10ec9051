// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/observation.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace herdcore::observe {

// The bounded hand-over from the engine threads to the recorder. Many threads put, one takes everything at once.
// Free of Qt, so that ThreadSanitizer can check it.
// When full, take() blocks until the consumer drains: a herd that outruns its log is slowed, not forgotten.
// After close() nothing blocks any more; what comes then still gets an id, is dropped and counted.
class ObservationRing final : public ObservationSink
{
public:
    explicit ObservationRing(std::size_t capacity = 65'536);

    base::ObservationId take(Observation observation) override;

    // Waits until there is something or the ring is closed; swaps it into `out` (cleared first).
    // False once closed and empty: the consumer is done.
    bool drain(std::vector<Observation> &out);

    void close();
    [[nodiscard]] std::uint64_t droppedAfterClose() const;

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable m_drained;
    std::vector<Observation> m_waiting;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_dropped = 0;
    bool m_consumerWaits = false;
    bool m_closed = false;
};

} // namespace herdcore::observe
