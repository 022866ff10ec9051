// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/actions/actions.h"
#include "ui/faults/faultform.h"
#include "ui/faults/faultlistmodel.h"
#include "ui/kit/emptyhint.h"

#include <QListView>
#include <QTimer>
#include <QToolButton>

namespace ui {

// Lists all active faults, as read from the log, each with a button to heal it, above a form for a new one. Selecting
// a fault selects its link or server; the form follows the selected link.
class FaultsPanel : public QWidget
{
    Q_OBJECT
public:
    // All must outlive this.
    FaultsPanel(herdcore::control::HerdControl &control, const LogFollower &follower, Selection &selection,
        const Actions &actions, QWidget *parent = nullptr);

    [[nodiscard]] FaultForm &form() { return m_form; }
    [[nodiscard]] const FaultListModel &model() const { return m_model; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut(const Actions &actions);
    void makeListActions();
    void tellSelection();
    void followSelection();
    void refresh();
    void heal(const QModelIndex &index);
    void healChosen();
    void releaseOne();
    [[nodiscard]] int heldRow() const; // the selected row that holds lines, or the only one; -1 if there is none

    herdcore::control::HerdControl &m_control;
    const LogFollower &m_follower;
    Selection &m_selection;
    FaultListModel m_model;
    QListView m_list;
    EmptyHint m_hint;
    FaultForm m_form;
    QAction *m_heal = nullptr;
    QAction *m_release = nullptr;
    QToolButton m_releaseButton;
    QTimer m_second;
};

} // namespace ui
