// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/hostcore.h"
#include "herdcore/host/journal.h"
#include "herdcore/host/missedrecords.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace herdcore::host {

// What one server remembers over its own death: gives its node what the journal holds, writes down what it learns, and
// reports when either fails. Without a journal in the server's config it does nothing.
//
// What is learnt in one turn of the event loop is written together; until then whatever would tell others of it has to
// wait. A journal that cannot be opened or written stops nothing: it is tried again, at most 8 s later, and what it
// missed is written then. It is rewritten from the table, a bit per turn, when it is larger than four times that and
// 1 MiB.
class HostJournal
{
public:
    explicit HostJournal(HostCore &core);

    [[nodiscard]] bool isKept() const { return !m_core.config.journal.isEmpty(); }
    // Before the node has had any input. A small journal is read at once, a large one in many turns of the event loop.
    // `done` is called when the node has all of it, before anything is reported.
    void open(std::function<void()> done);
    // What the node has just learned is written by the next write().
    void take(const base::ClientId &client);
    void takeForgotten(const protocol::Record &record); // the same of a record that the node has just forgotten
    void write();
    void close(); // the server ends: the file is free for the next one

private:
    void readOn();
    void restore(const protocol::Record &record);
    void finishReading(bool isRead);
    void reportRead();
    void reportLearned();
    void writeBatch();
    void miss(QByteArrayView lines);
    void fail();
    void reportFailure(const QString &why);
    void retry();
    void catchUp();
    void resume();
    void rewriteWhenLarge();
    bool beginRewrite();
    void rewriteOn();
    void finishRewrite();
    void soon(void (HostJournal::*step)());

    HostCore &m_core;
    Journal m_journal;
    std::shared_ptr<bool> m_token = std::make_shared<bool>(true); // until it is closed
    std::function<void()> m_done;
    bool m_isReading = false;
    bool m_hasRoomForAll = true; // the table took every record of the journal, which may be rewritten from it then
    std::vector<protocol::Record> m_tooFarAhead; // in the journal, and refused
    QByteArray m_batch; // lines to be written
    bool m_isUnsynced = false;

    bool m_isFailing = false; // then nothing is written until the next try
    MissedRecords m_missed;
    std::int64_t m_reportedMissed = 0;
    std::unique_ptr<base::Timers::Timer> m_retryTimer;
    std::int64_t m_retryNs = 0; // the next wait

    bool m_isRewriting = false;
    bool m_isTooLong = false; // it could not be rewritten
    qint64 m_rewriteAt = 0; // when it has so many bytes
    std::uint32_t m_bucket = 0; // of the table, the next to be rewritten
    std::uint32_t m_buckets = 1;
};

} // namespace herdcore::host
