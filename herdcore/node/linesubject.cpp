// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/linesubject.h"

#include "herdcore/protocol/parser.h"

namespace herdcore::node {

base::UpdateKey subjectOf(QByteArrayView line, const LocationTable &table)
{
    const auto message = protocol::parseClientLine(line);
    if (!message)
        return {};
    if (const auto *report = std::get_if<protocol::IAmAt>(&*message))
        return { report->client, report->time.ns };
    const base::ClientId &client = std::get<protocol::WhatsAt>(*message).client;
    const StoredRecord *const held = table.stored(client);
    return held ? base::UpdateKey{ client, held->borrowed().time.ns } : base::UpdateKey{};
}

} // namespace herdcore::node
