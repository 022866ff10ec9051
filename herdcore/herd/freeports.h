// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>

#include <functional>

namespace herdcore::herd {

using IsPortFree = std::function<bool(quint16 port)>;

// Whether a server of ours could listen there now; false where `address` is none. Tries it, which takes some 20 us.
[[nodiscard]] bool isPortFree(const QString &address, quint16 port);

// The first of `count` consecutive ports that are all free, at `above` + 100 or beyond; 0: there are none. A hundred
// higher, so that a neighbouring herd keeps its range of ports. Looks at 1,000 of them at the most.
[[nodiscard]] quint16 freePorts(quint16 above, int count, const IsPortFree &isFree);

} // namespace herdcore::herd
