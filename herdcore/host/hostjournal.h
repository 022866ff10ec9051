// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostcore.h"
#include "herdcore/host/journal.h"

#include <memory>

namespace herdcore::host {

// What one server remembers over its own death: gives its node what the journal holds, writes down what it learns, and
// logs when either fails. Without a journal in the server's config it does nothing.
class HostJournal
{
public:
    explicit HostJournal(HostCore &core);

    void read(); // before the node has had any input
    // What the node has just learned, before anyone is answered: what was answered has been written.
    void write(const base::ClientId &client);

private:
    HostCore &m_core;
    std::unique_ptr<Journal> m_journal; // null: none is kept
    std::int32_t m_notWritten = 0; // records, since the journal could last be written
};

} // namespace herdcore::host
