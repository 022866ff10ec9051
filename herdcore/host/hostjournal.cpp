// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/hostjournal.h"

#include "herdcore/host/journalline.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace herdcore::host {

using base::EventKind, base::Reason;
using observe::Event;

namespace {

constexpr std::int64_t minRetryNs = 250 * base::nsPerMillisecond;
constexpr std::int64_t maxRetryNs = 8 * base::nsPerSecond;
constexpr qsizetype batchBytes = 256 << 10; // are written before the turn ends
constexpr qsizetype sliceBytes = 64 << 10; // of the table, rewritten in one turn
constexpr qsizetype maxLineBytes
    = 16 << 20; // a line of a neighbour may be as long as the limits allow, if they allow more
constexpr qint64 rewriteFactor = 4;
constexpr qint64 rewriteSlack = 1 << 20;
// What a large journal holds is in the table, and is not told record by record.
constexpr std::size_t maxLearned = 10'000;
constexpr qsizetype maxLearnedBytes = 8 << 20;
constexpr std::size_t maxTooFarAhead = 100; // are told

std::int32_t asCount(std::int64_t number)
{
    return static_cast<std::int32_t>(std::min<std::int64_t>(number, std::numeric_limits<std::int32_t>::max()));
}

} // namespace

HostJournal::HostJournal(HostCore &core)
    : m_core(core)
    , m_journal(core.config.journal, std::max(maxLineBytes, 2 * core.config.limits.client.lineBytes))
    , m_retryTimer(core.context.timers.make([this] { retry(); }))
{ }

void HostJournal::soon(void (HostJournal::*step)())
{
    m_core.context.timers.once(0, m_token, [this, step] {
        if (m_core.life.isFrozen())
            m_core.life.afterThaw([this, step] { (this->*step)(); });
        else
            (this->*step)();
    });
}

// Reading

void HostJournal::open(std::function<void()> done)
{
    m_done = std::move(done);
    if (!isKept())
        return finishReading(false);
    if (!m_journal.open()) {
        finishReading(false);
        return fail();
    }
    m_isReading = true;
    readOn();
}

void HostJournal::readOn()
{
    const auto visit = [this](const Journal::Entry &entry) {
        if (const auto *const record = std::get_if<protocol::Record>(&entry))
            restore(*record);
        else
            m_core.node.restore(std::get<node::ForgottenRecord>(entry));
    };
    switch (m_journal.readOn(visit)) {
    case Journal::Progress::More:
        return soon(&HostJournal::readOn);
    case Journal::Progress::Failed:
        finishReading(false);
        return fail();
    case Journal::Progress::Done:
        break;
    }
    finishReading(true);
    if (m_isFailing)
        catchUp();
    const auto inTable = static_cast<qint64>(m_core.node.table().bytes());
    m_rewriteAt = rewriteFactor * std::min(m_journal.bytes(), inTable) + rewriteSlack;
    rewriteWhenLarge();
}

void HostJournal::restore(const protocol::Record &record)
{
    switch (m_core.node.restore(record, m_core.reporter.now())) {
    case node::HerdNode::Restored::Kept:
    case node::HerdNode::Restored::Forgotten:
        break;
    case node::HerdNode::Restored::NoRoom:
        m_hasRoomForAll = false;
        break;
    case node::HerdNode::Restored::TooFarAhead:
        if (m_tooFarAhead.size() < maxTooFarAhead)
            m_tooFarAhead.push_back(record);
    }
}

void HostJournal::finishReading(bool isRead)
{
    m_isReading = false;
    if (const auto done = std::exchange(m_done, {}))
        done();
    if (isRead)
        reportRead();
}

void HostJournal::reportRead()
{
    const HostReporter &reporter = m_core.reporter;
    const Journal::Found &found = m_journal.found();
    if (found.damagedBytes > 0)
        reporter.reportServer(
            EventKind::JournalDamaged, Reason::None, asCount(found.damagedBytes), found.setAside.toUtf8());
    reporter.reportServer(EventKind::JournalRead, m_hasRoomForAll ? Reason::None : Reason::TooManyClientsKnown,
        asCount(static_cast<std::int64_t>(m_core.node.table().size())), m_core.config.journal.toUtf8());
    for (const protocol::Record &record : std::exchange(m_tooFarAhead, {})) {
        Event rejected;
        rejected.kind = EventKind::Rejected;
        rejected.reason = Reason::TimeTooFarAhead;
        rejected.update = record.update();
        rejected.bytes = protocol::writeAt(record);
        reporter.report(std::move(rejected));
    }
    reportLearned();
}

void HostJournal::reportLearned()
{
    const node::LocationTable &table = m_core.node.table();
    const auto buckets = static_cast<std::uint32_t>(std::bit_ceil((table.size() + maxLearned - 1) / maxLearned));
    std::size_t count = 0;
    qsizetype bytes = 0;
    // Of a large table the first of so many buckets is about as much as may be told.
    table.forEachIn({ 0, buckets }, [&](const node::StoredRecord &stored) {
        if (++count > maxLearned || bytes > maxLearnedBytes)
            return;
        const protocol::Record record = stored.record();
        Event learned;
        learned.kind = EventKind::Learned;
        learned.reason = Reason::FromJournal;
        learned.update = record.update();
        learned.bytes = protocol::writeAt(record);
        bytes += learned.bytes.size();
        m_core.reporter.report(Event(learned));
        learned.kind = EventKind::FutureTime;
        if (m_core.node.isFuture(record, m_core.reporter.now()))
            m_core.reporter.report(std::move(learned));
    });
}

// Writing

void HostJournal::take(const base::ClientId &client)
{
    const node::StoredRecord *const stored = m_core.node.table().stored(client);
    if (!isKept() || !stored)
        return;
    m_batch += journalLine(stored->borrowed());
    if (m_batch.size() >= batchBytes)
        writeBatch();
}

void HostJournal::takeForgotten(const protocol::Record &record)
{
    if (isKept())
        m_batch += forgottenLine(node::ForgottenRecord(protocol::holdingOf(record)));
}

void HostJournal::write()
{
    writeBatch();
    if (std::exchange(m_isUnsynced, false) && m_core.config.journalSync && !m_journal.sync()) {
        m_missed.addAll(); // nobody knows what the disk has
        return fail();
    }
    rewriteWhenLarge();
}

void HostJournal::writeBatch()
{
    const QByteArray lines = std::exchange(m_batch, {});
    if (m_isFailing || m_isReading)
        return miss(lines);
    const qsizetype written = m_journal.append(lines);
    m_isUnsynced |= written > 0;
    if (written == lines.size())
        return;
    miss(QByteArrayView(lines).sliced(written));
    fail();
}

void HostJournal::miss(QByteArrayView lines)
{
    if (m_journal.isRewriting())
        (void)m_journal.addToRewrite(lines);
    for (qsizetype end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n')) {
        if (const auto record = parseJournalLine(lines.first(end)))
            m_missed.add(record->client);
        else
            m_missed.addAll(); // it was forgotten: only a journal that is written anew does not have it
        lines = lines.sliced(end + 1);
    }
}

void HostJournal::close()
{
    if (m_isFailing && m_missed.updates() != m_reportedMissed)
        reportFailure(m_journal.error());
    m_token.reset();
    m_done = {};
    m_isReading = m_isFailing = false;
    m_retryTimer->stop();
    m_journal.close();
    m_batch.clear();
}

// Trouble

void HostJournal::fail()
{
    if (!m_isFailing || m_missed.updates() != m_reportedMissed)
        reportFailure(m_journal.error());
    if (!std::exchange(m_isFailing, true))
        m_retryNs = minRetryNs;
    m_journal.abandonRewrite();
    m_isRewriting = false;
    m_retryTimer->start(m_retryNs);
    m_retryNs = std::min(2 * m_retryNs, maxRetryNs);
}

void HostJournal::reportFailure(const QString &why)
{
    m_reportedMissed = m_missed.updates();
    const QString what = m_core.config.journal + QStringLiteral(": ") + why;
    m_core.reporter.reportServer(EventKind::JournalFailed, Reason::None, asCount(m_reportedMissed), what.toUtf8());
}

void HostJournal::retry()
{
    if (m_core.life.isFrozen())
        return m_core.life.afterThaw([this] { retry(); });
    if (m_journal.isOpen())
        return catchUp();
    if (!m_journal.open())
        return fail();
    m_isReading = true; // it may hold what an earlier run knew
    readOn();
}

void HostJournal::catchUp()
{
    if (m_missed.isAll()) {
        if (!beginRewrite())
            fail();
        return;
    }
    QByteArray lines;
    std::size_t left = m_missed.clients().size();
    for (const base::ClientId &client : m_missed.clients()) {
        if (const node::StoredRecord *const stored = m_core.node.table().stored(client))
            lines += journalLine(stored->borrowed());
        if (--left > 0 && lines.size() < batchBytes)
            continue;
        if (m_journal.append(lines) < lines.size())
            return fail();
        lines.clear();
    }
    m_isUnsynced = true;
    resume();
    write();
}

void HostJournal::resume()
{
    m_isFailing = m_isTooLong = false;
    m_core.reporter.reportServer(
        EventKind::JournalResumed, Reason::None, asCount(m_missed.updates()), m_core.config.journal.toUtf8());
    m_missed.clear();
    m_reportedMissed = 0;
}

// Rewriting

void HostJournal::rewriteWhenLarge()
{
    if (m_isFailing || m_isReading || m_isRewriting || !m_hasRoomForAll || m_journal.bytes() <= m_rewriteAt)
        return;
    if (!beginRewrite())
        finishRewrite();
}

bool HostJournal::beginRewrite()
{
    if (!m_journal.beginRewrite())
        return false;
    m_isRewriting = true;
    m_bucket = 0;
    m_buckets = static_cast<std::uint32_t>(std::bit_ceil(m_core.node.table().size() / 4 + 1));
    soon(&HostJournal::rewriteOn);
    return true;
}

// What is learnt meanwhile goes into both files, and a bucket's records are what they are when it is its turn.
void HostJournal::rewriteOn()
{
    if (!m_isRewriting)
        return; // it was given up meanwhile
    QByteArray lines;
    if (m_bucket == 0) {
        for (const node::ForgottenRecord &record : m_core.node.forgetting().remembered())
            lines += forgottenLine(record);
    }
    for (; m_bucket < m_buckets && lines.size() < sliceBytes; ++m_bucket) {
        m_core.node.table().forEachIn({ m_bucket, m_buckets },
            [&lines](const node::StoredRecord &stored) { lines += journalLine(stored.borrowed()); });
    }
    if (m_journal.addToRewrite(lines) && m_bucket < m_buckets)
        return soon(&HostJournal::rewriteOn);
    finishRewrite();
}

void HostJournal::finishRewrite()
{
    m_isRewriting = false;
    const bool isDone = m_journal.finishRewrite();
    m_rewriteAt = (isDone ? rewriteFactor : 2) * m_journal.bytes() + rewriteSlack;
    if (isDone && (m_isFailing || m_isTooLong))
        return resume();
    if (isDone)
        return;
    if (m_isFailing)
        return fail();
    m_isTooLong = true; // it goes on
    reportFailure(QStringLiteral("what is outdated in it cannot be left out: ") + m_journal.error());
}

} // namespace herdcore::host
