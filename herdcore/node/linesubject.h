// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/locationtable.h"

namespace herdcore::node {

// The update that a client's line is about, so that all that is shown of an update begins with the client's own words:
// the one that IAMAT reports, or the one held of the client that WHATSAT asks about. Null where the line is neither, or
// where nothing is known of that client.
[[nodiscard]] base::UpdateKey subjectOf(QByteArrayView line, const LocationTable &table);

} // namespace herdcore::node
