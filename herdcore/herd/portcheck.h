// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QString>
#include <QtGlobal>

namespace herdcore::herd {

// Whether a server could listen there now, by really doing so for an instant: None, PortTaken, PermissionDenied,
// AddressUnavailable. From any thread of Qt's.
[[nodiscard]] base::Reason tryPort(const QString &address, quint16 port);

} // namespace herdcore::herd
