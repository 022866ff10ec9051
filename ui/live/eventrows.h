// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/eventfolds.h"
#include "ui/live/logfollower.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace ui {

// A list of the log's events that a subclass accepts, oldest first, as a model of ids alone: what a row shows is read
// from the log when it is painted. A subclass may fold events into a row that is there already. Follows the log with a
// cursor of its own, in steps of at most 4 ms, one insertion each. Holds 100,000 rows at most; the oldest go,
// announced, before newer ones come, and are counted as dropped.
class EventRows : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr std::size_t maxRows = 100'000;

    explicit EventRows(const LogFollower &follower, QObject *parent = nullptr);

    // Takes in what the log has up to the follower's position, for 4 ms; true when it got there.
    bool advance();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] herdcore::base::EventId idAt(int row) const;
    [[nodiscard]] int rowOf(herdcore::base::EventId id) const; // -1: it is not among the rows
    [[nodiscard]] int rowShowing(herdcore::base::EventId id) const; // its own, or the one that it is folded into; or -1
    [[nodiscard]] int rowOfFold(herdcore::base::EventId id) const; // that it is folded into; -1: none
    // The row's event; empty once the log has evicted it.
    [[nodiscard]] herdcore::observe::EventLog::Span eventAt(int row) const;

    [[nodiscard]] virtual QStringList cells(int row) const = 0; // a row to be copied; bytes escaped

    // Events that the row stands for, besides its own.
    [[nodiscard]] std::size_t foldedInto(int row) const { return m_folds.behind(idAt(row)).size(); }
    [[nodiscard]] bool isOpen(int row) const { return m_folds.isOpen(idAt(row)); }
    void setOpen(int row, bool open); // shows each of them in its own place among the rows, or none

    // Since the last restart, examined is the sum of the rows, of folded(), of hidden() and of dropped().
    [[nodiscard]] quint64 folded() const { return m_folds.hidden(); } // behind rows that are not open
    [[nodiscard]] quint64 hidden() const { return m_hidden; } // not accepted
    [[nodiscard]] quint64 dropped() const
    {
        return m_dropped + m_cursor.skipped();
    } // rows that went, and events never seen
    [[nodiscard]] herdcore::base::EventId cursor() const { return m_cursor.position(); } // the last event examined

protected:
    [[nodiscard]] virtual bool accepts(const herdcore::observe::EventView &event) const = 0;
    // The row that an accepted event is folded into, by the id of the row's event; None: a row of its own. `last`: the
    // event of the last row. Called for each accepted event once; passedOver() for each other one.
    virtual herdcore::base::EventId foldsInto(const herdcore::observe::EventView &, herdcore::base::EventId /*last*/)
    {
        return herdcore::base::EventId::None;
    }
    virtual void passedOver(const herdcore::observe::EventView &) { }
    // Whether accepts() is always true: then what would be dropped again is not even looked at.
    [[nodiscard]] virtual bool acceptsAll() const { return false; }
    void restart(); // forgets all rows; the next advance() begins at the oldest event
    [[nodiscard]] const LogFollower &follower() const { return m_follower; }

private:
    using Ids = std::vector<herdcore::base::EventId>;
    void dropWhatIsGone();
    void skipWhatWouldGo();
    void removeFirst(std::size_t count);
    void append(Ids accepted);
    [[nodiscard]] bool canFold(herdcore::base::EventId head, const Ids &accepted) const;
    void announceFolds(const Ids &heads);
    void insertRows(const Ids &ids);
    void takeRows(const Ids &ids);

    const LogFollower &m_follower;
    std::deque<herdcore::base::EventId> m_rows;
    EventFolds m_folds;
    herdcore::observe::LogCursor m_cursor;
    quint64 m_hidden = 0;
    quint64 m_dropped = 0;
    mutable herdcore::observe::EventLog::Span m_lastRead; // the columns of one row are asked for one after the other
};

} // namespace ui
