// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace herdcore::places {

struct PlacesQuery {
    double latitude = 0; // degrees
    double longitude = 0; // degrees
    double radiusKm = 0; // 0 to 50
    int bound = 0; // results at most, 0 to 20
};

struct PlacesAnswer {
    // A JSON object in the form of a Google Nearby Search reply, at most `bound` results, as the provider wrote it
    // except that runs of newlines are squeezed to one and trailing newlines removed. Never empty: a failed provider
    // yields an object with empty results, a status that Google would use and an error_message.
    QByteArray json;
    int count = 0; // results in it
    base::Reason reason = base::Reason::None; // PlacesFailed when the provider failed
    bool mayBeStored = true; // false: the provider's terms allow showing it, but not writing it to a file
};

// Where WHATSAT gets its places; the interface that tests replace. One object serves one engine thread.
class PlacesSource
{
public:
    using Done = std::function<void(PlacesAnswer)>;

    virtual ~PlacesSource() = default;
    // Calls `done` exactly once, at once or later from the same thread's event loop; never after this source is
    // destroyed.
    virtual void ask(const PlacesQuery &query, Done done) = 0;
};

} // namespace herdcore::places
