// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/event.h"

namespace herdcore::observe {

EventView::EventView(const Event &event)
    : id(event.id)
    , cause(event.cause)
    , monotonicNs(event.monotonicNs)
    , wallNs(event.wallNs)
    , connection(event.connection)
    , updateTimeNs(event.update.timeNs)
    , count(event.count)
    , server(event.server)
    , peer(event.peer)
    , kind(event.kind)
    , reason(event.reason)
    , storeFirstLineOnly(event.storeFirstLineOnly)
    , client(event.update.client.bytes())
    , bytes(event.bytes)
{ }

base::UpdateKey EventView::update() const
{
    return { base::ClientId(client.toByteArray()), updateTimeNs };
}

} // namespace herdcore::observe
