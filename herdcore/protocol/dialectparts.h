// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/message.h"

namespace herdcore::protocol {

// What several dialects read or write alike.

// ORIGIN DIFFERENCE CLIENT LOCATION TIME, from the field at `first` on, however its numbers are spelt (respelling.h);
// also with the difference before the origin. `end` is the first field behind it.
struct AtFields {
    Record record;
    std::size_t end = 0;
};
[[nodiscard]] Parsed<AtFields> readAtFields(const Fields &fields, std::size_t first);

[[nodiscard]] std::vector<base::ServerName> namesFrom(const Fields &fields, std::size_t first);
void appendNames(QByteArray &line, const std::vector<base::ServerName> &names); // with a blank between them

} // namespace herdcore::protocol
