// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/links.h"
#include "herdcore/protocol/dialect.h"

#include <vector>

namespace herdcore::node {

// The dialects that one server understands: the herd's first, then those of its external neighbours, each once.
class SpokenDialects
{
public:
    SpokenDialects(const protocol::Dialect &herds, const std::vector<Neighbour> &neighbours);

    [[nodiscard]] bool claims(QByteArrayView line) const; // by its first word
    [[nodiscard]] bool isIncomplete(QByteArrayView line) const; // the next line goes on with it
    // Dialects share first words: the first that understands the line has it.
    [[nodiscard]] protocol::Parsed<protocol::Flood> parse(QByteArrayView line) const;

private:
    std::vector<const protocol::Dialect *> m_dialects;
};

} // namespace herdcore::node
