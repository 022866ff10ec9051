// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lists/livetable.h"
#include "ui/lists/serverlistmodel.h"

#include <QElapsedTimer>

namespace ui {

// The herd's servers with live figures.
class ServerList : public LiveTable
{
    Q_OBJECT
public:
    // `menu`: the context menu of a server. `follower` and `selection` must outlive this.
    ServerList(
        const LogFollower &follower, Selection &selection, const QList<QAction *> &menu, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

private:
    void refreshTimes() override;
    void fitColumns() override;
    void select(const std::vector<int> &rows) override;
    [[nodiscard]] std::vector<int> selectedRows() const override;

    ServerListModel m_model;
    QElapsedTimer m_clock;
};

} // namespace ui
