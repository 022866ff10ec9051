// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"

namespace herdcore::protocol {

const Dialect &dialect(DialectKind kind)
{
    switch (kind) {
    case DialectKind::Sync:
    case DialectKind::At:
        break;
    case DialectKind::AtVisited:
        return atVisitedDialect();
    case DialectKind::Flooding:
        return floodingDialect();
    case DialectKind::Update:
        return updateDialect();
    case DialectKind::AtSplit:
        return atSplitDialect();
    }
    return atDialect();
}

} // namespace herdcore::protocol
