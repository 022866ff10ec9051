// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"

namespace herdcore::herd {

// Where a server of the herd is dialled. Ours, if they run here or the profile does not say where: where this process
// listens, for the others of the herd on this machine are started alike. All others: where the profile says.
[[nodiscard]] QString hostOf(const profile::Profile &profile, const HerdOptions &options, base::ServerIndex server);

// Where other machines reach a herd that listens on this address: there, or where that means all addresses, at those
// that this machine has now. Empty: it has none.
[[nodiscard]] QStringList callableAddresses(const QString &bindAddress);

} // namespace herdcore::herd
