// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/spokendialects.h"

#include <QByteArray>

#include <map>
#include <vector>

namespace herdcore::node {

// External neighbours need not greet, and most open a connection for each line, so only the address that it comes from
// can tell that it is theirs: which dialects are believed from which address.
class ExternalSpeakers
{
public:
    explicit ExternalSpeakers(const std::vector<Neighbour> &neighbours);

    [[nodiscard]] const SpokenDialects *at(const QByteArray &host) const; // null: none of them is there

    // The one neighbour there that sends lines without saying who it is; None: none or several.
    [[nodiscard]] base::ServerIndex only(const QByteArray &host) const;

private:
    std::map<QByteArray, SpokenDialects> m_dialects;
    std::map<QByteArray, std::vector<base::ServerIndex>> m_nameless; // and of those that may be anywhere at all
};

} // namespace herdcore::node
