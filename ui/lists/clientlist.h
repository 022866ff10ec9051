// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/emptyhint.h"
#include "ui/lists/livetable.h"
#include "ui/live/clientlistmodel.h"

#include <QSortFilterProxyModel>

namespace ui {

// The mobile clients known to the herd. Selecting one follows its newest update. Rows are sorted only when the user
// clicks a header; until then a row never moves.
class ClientList : public LiveTable
{
    Q_OBJECT
public:
    // All must outlive this.
    ClientList(
        const LogFollower &follower, Selection &selection, const QList<QAction *> &menu, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

private:
    void refreshTimes() override;
    void fitColumns() override;
    void select(const std::vector<int> &rows) override;
    [[nodiscard]] std::vector<int> selectedRows() const override;
    void updateHint();
    void setWidths();

    const LogFollower &m_follower;
    ClientListModel m_model;
    QSortFilterProxyModel m_sorted;
    EmptyHint m_hint;
};

} // namespace ui
