// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/message.h"

namespace herdcore::protocol {

// What several dialects read or write alike.

// External servers write it as their language prints a double, exponent included; it is only ever echoed.
[[nodiscard]] bool isDifference(QByteArrayView text);

// ORIGIN DIFFERENCE CLIENT LOCATION TIME, from the field at `first` on.
[[nodiscard]] Parsed<Record> recordFromAtFields(const Fields &fields, qsizetype first);

[[nodiscard]] std::vector<base::ServerName> namesFrom(const Fields &fields, qsizetype first);
void appendNames(QByteArray &line, const std::vector<base::ServerName> &names); // with a blank between them

} // namespace herdcore::protocol
