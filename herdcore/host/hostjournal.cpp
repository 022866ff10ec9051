// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostjournal.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace herdcore::host {

using base::EventKind, base::Reason;
using observe::Event;

namespace {

std::int32_t asCount(qint64 number)
{
    return static_cast<std::int32_t>(std::min<qint64>(number, std::numeric_limits<std::int32_t>::max()));
}

} // namespace

HostJournal::HostJournal(HostCore &core)
    : m_core(core)
{ }

void HostJournal::read()
{
    const QString path = m_core.config.journal;
    if (path.isEmpty())
        return;
    const HostReporter &reporter = m_core.reporter;
    m_journal = std::make_unique<Journal>(path);
    const Journal::Contents contents = m_journal->open();
    if (!contents.error.isEmpty()) {
        const QString what = path + QStringLiteral(": ") + contents.error;
        return reporter.reportServer(EventKind::LogDropped, Reason::None, 0, what.toUtf8());
    }
    if (contents.droppedBytes > 0)
        reporter.reportServer(EventKind::JournalDamaged, Reason::None, asCount(contents.droppedBytes), path.toUtf8());
    for (const protocol::Record &record : contents.records)
        (void)m_core.node.restore(record); // beyond the limit of clients it would be refused now as well
    const node::LocationTable &table = m_core.node.table();
    reporter.reportServer(
        EventKind::JournalRead, Reason::None, asCount(static_cast<qint64>(table.size())), path.toUtf8());
    table.forEach([&reporter](const node::StoredRecord &stored) {
        const protocol::Record record = stored.record();
        Event learned;
        learned.kind = EventKind::Learned;
        learned.reason = Reason::FromJournal;
        learned.update = record.update();
        learned.bytes = protocol::writeAt(record);
        reporter.report(std::move(learned));
    });
}

void HostJournal::write(const base::ClientId &client)
{
    if (!m_journal)
        return;
    const std::optional<protocol::Record> record = m_core.node.table().find(client);
    if (!record)
        return;
    const bool isWritten = m_journal->append(*record);
    if (isWritten == (m_notWritten == 0))
        return;
    m_notWritten = isWritten ? 0 : asCount(qint64(m_notWritten) + 1);
    const auto kind = isWritten ? EventKind::LogResumed : EventKind::LogDropped;
    m_core.reporter.reportServer(kind, Reason::None, m_notWritten, m_core.config.journal.toUtf8());
}

} // namespace herdcore::host
