// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a server remembers over its own death.

#include "herdcore/host/serverhost.h"

#include <algorithm>
#include <limits>

namespace herdcore::host {

using base::EventKind, base::Reason;
using observe::Event;

namespace {

std::int32_t asCount(qint64 number)
{
    return static_cast<std::int32_t>(std::min<qint64>(number, std::numeric_limits<std::int32_t>::max()));
}

} // namespace

void ServerHost::readJournal()
{
    if (m_config.journal.isEmpty())
        return;
    m_journal = std::make_unique<Journal>(m_config.journal);
    const Journal::Contents contents = m_journal->open();
    const auto tell = [this](EventKind kind, qint64 count, const QString &what) {
        Event event;
        event.kind = kind;
        event.count = asCount(count);
        event.bytes = what.toUtf8();
        observe(std::move(event));
    };
    if (!contents.error.isEmpty())
        return tell(EventKind::LogDropped, 0, m_config.journal + QStringLiteral(": ") + contents.error);
    if (contents.droppedBytes > 0)
        tell(EventKind::JournalDamaged, contents.droppedBytes, m_config.journal);
    for (const protocol::Record &record : contents.records)
        (void)m_node.restore(record); // beyond the limit of clients it would be refused now as well
    tell(EventKind::JournalRead, static_cast<qint64>(m_node.table().size()), m_config.journal);
    for (const protocol::Record &record : m_node.table().records()) {
        Event learned;
        learned.kind = EventKind::Learned;
        learned.reason = Reason::FromJournal;
        learned.update = record.update();
        learned.bytes = protocol::writeAt(record);
        observe(std::move(learned));
    }
}

// Before anybody is told: what was answered is what was written down.
void ServerHost::writeDown(const node::Note &learned)
{
    const protocol::Record *record = m_node.table().find(learned.update.client);
    if (!m_journal || !record)
        return;
    const bool isWritten = m_journal->append(*record);
    if (isWritten == (m_notWrittenDown == 0))
        return;
    m_notWrittenDown = isWritten ? 0 : asCount(qint64(m_notWrittenDown) + 1);
    Event event;
    event.kind = isWritten ? EventKind::LogResumed : EventKind::LogDropped;
    event.count = m_notWrittenDown;
    event.bytes = m_config.journal.toUtf8();
    observe(std::move(event));
}

} // namespace herdcore::host
