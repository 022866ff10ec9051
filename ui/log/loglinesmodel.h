// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/logformat.h"
#include "ui/live/eventrows.h"

namespace ui {

// What one server's log file says, line by line, in the file's own words; long lines are cut.
class LogLinesModel : public EventRows
{
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole }; // a MessageKind as int

    explicit LogLinesModel(const LogFollower &follower, QObject *parent = nullptr);

    void setServer(herdcore::base::ServerIndex server); // begins anew; advance() brings the rows
    [[nodiscard]] herdcore::base::ServerIndex server() const { return m_server; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QStringList cells(int row) const override;

protected:
    [[nodiscard]] bool accepts(const herdcore::observe::EventView &event) const override
    {
        return event.server == m_server;
    }

private:
    [[nodiscard]] QString line(const herdcore::observe::EventView &event, qsizetype maxBytes) const;

    herdcore::base::ServerIndex m_server = herdcore::base::ServerIndex::None;
    mutable herdcore::observe::LogFormatter m_formatter;
};

} // namespace ui
