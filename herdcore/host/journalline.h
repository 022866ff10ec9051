// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/node/forgetting.h"
#include "herdcore/protocol/message.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace herdcore::host {

// A journal's lines: the header, then one record each, "CRC LABEL AT ...": the CRC-32 of what follows it, in hex; or
// that one was forgotten, "CRC FORGET HASH TIME CHECK", which has neither the client's name nor its place. Journals of
// before there was a header begin with a record.
[[nodiscard]] QByteArrayView journalHeader(); // LF included
[[nodiscard]] QByteArray journalLine(const protocol::Record &record); // LF included
[[nodiscard]] std::optional<protocol::Record> parseJournalLine(QByteArrayView line); // without its LF
[[nodiscard]] QByteArray forgottenLine(const node::ForgottenRecord &record); // LF included
[[nodiscard]] std::optional<node::ForgottenRecord> parseForgottenLine(QByteArrayView line); // without its LF

} // namespace herdcore::host
