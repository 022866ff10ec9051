// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QString>
#include <QtGlobal>

namespace herdcore::herd {

// Tests whether a server could listen there by doing so for an instant: None, PortTaken, PermissionDenied or
// AddressUnavailable. Can be called from any Qt thread.
[[nodiscard]] base::Reason tryPort(const QString &address, quint16 port);

} // namespace herdcore::herd
