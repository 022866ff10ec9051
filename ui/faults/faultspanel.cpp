// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/faults/faultspanel.h"

#include "ui/faults/faultlistdelegate.h"
#include "ui/kit/icons.h"
#include "ui/kit/listtools.h"

#include "herdcore/base/time.h"

#include <QGroupBox>
#include <QVBoxLayout>

namespace ui {

using HerdCommand = herdcore::control::Command;
using herdcore::control::HerdControl;
using herdcore::profile::FaultDirection;

FaultsPanel::FaultsPanel(
    HerdControl &control, const LogFollower &follower, Selection &selection, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_follower(follower)
    , m_selection(selection)
    , m_model(follower)
    , m_hint(&m_list)
    , m_form(control, follower)
{
    auto *delegate = new FaultListDelegate(this);
    m_list.setModel(&m_model);
    m_list.setItemDelegate(delegate);
    m_list.setUniformItemSizes(true);
    m_list.setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list.setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list.setSizePolicy(
        QSizePolicy::Expanding, QSizePolicy::Ignored); // takes what the form leaves, but at least two rows
    m_list.setMinimumHeight(m_list.fontMetrics().height() * 5);
    m_list.setAccessibleName(tr("Active faults"));
    makeListActions();
    layOut(actions);

    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (!m_follower.hasEnded())
            m_model.refreshTimes(herdcore::base::SystemClock().now().monotonicNs);
    });
    connect(delegate, &FaultListDelegate::healRequested, this, &FaultsPanel::heal);
    connect(&m_list, &QListView::clicked, this, &FaultsPanel::tellSelection);
    connect(&m_list, &QListView::activated, this, &FaultsPanel::tellSelection);
    connect(m_list.selectionModel(), &QItemSelectionModel::selectionChanged, this, &FaultsPanel::refresh);
    connect(&selection, &Selection::changed, this, &FaultsPanel::followSelection);
    connect(&follower, &LogFollower::advanced, this, &FaultsPanel::refresh);
    followSelection();
    refresh();
}

void FaultsPanel::makeListActions()
{
    m_heal = new QAction(icon(Glyph::Heal), tr("Heal"), &m_list);
    m_heal->setShortcut(Qt::Key_Delete);
    m_heal->setShortcutContext(Qt::WidgetShortcut);
    m_heal->setToolTip(tr("End the selected faults (Del)"));
    m_release = new QAction(icon(Glyph::Release), tr("Release one"), &m_list);
    m_release->setShortcut(Qt::Key_Space);
    m_release->setShortcutContext(Qt::WidgetShortcut);
    m_release->setToolTip(tr("Release the next held line in each direction (Space in the list)"));
    m_list.addActions({ m_heal, m_release });
    addListTools(m_list);
    connect(m_heal, &QAction::triggered, this, &FaultsPanel::healChosen);
    connect(m_release, &QAction::triggered, this, &FaultsPanel::releaseOne);
}

void FaultsPanel::layOut(const Actions &actions)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(&m_list, 1);
    auto *buttons = new QHBoxLayout;
    auto *healAll = new QToolButton;
    healAll->setDefaultAction(actions[WindowCommand::HealAll]);
    m_releaseButton.setDefaultAction(m_release);
    for (QToolButton *button : { &m_releaseButton, healAll }) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    }
    buttons->addWidget(&m_releaseButton);
    buttons->addStretch(1);
    buttons->addWidget(healAll);
    layout->addLayout(buttons);
    auto *box = new QGroupBox(tr("Add a link fault"));
    auto *inBox = new QVBoxLayout(box);
    inBox->setContentsMargins(8, 6, 8, 6);
    inBox->addWidget(&m_form);
    layout->addWidget(box);
}

void FaultsPanel::tellSelection()
{
    const QModelIndex index = m_list.currentIndex();
    if (!index.isValid())
        return;
    const FaultRow &row = m_model.fault(index.row());
    if (row.kind == FaultRow::Kind::Frozen)
        m_selection.selectServer(row.server);
    else
        m_selection.selectLink(row.link);
}

void FaultsPanel::followSelection()
{
    if (m_selection.subject() == Selection::Subject::Link)
        m_form.setLink(m_selection.link());
}

int FaultsPanel::heldRow() const
{
    const QModelIndexList chosen = m_list.selectionModel()->selectedIndexes();
    if (!chosen.isEmpty() && m_model.fault(chosen.front().row()).isHold())
        return chosen.front().row();
    int only = -1;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.fault(row).isHold())
            only = only < 0 ? row : m_model.rowCount();
    }
    return only < m_model.rowCount() ? only : -1;
}

void FaultsPanel::refresh()
{
    m_heal->setEnabled(!m_list.selectionModel()->selectedIndexes().isEmpty());
    const bool hasHold = m_model.hasHold();
    m_release->setEnabled(hasHold && heldRow() >= 0);
    m_release->setVisible(hasHold);
    m_releaseButton.setVisible(hasHold);
    m_hint.say(m_model.rowCount() > 0 ? QString()
            : m_follower.hasEnded()   ? tr("This herd has ended.")
                                      : tr("No active faults.\nSelect a link to cut it (K) or set a fault below; "
                                             "select a server to freeze it (Z)."));
}

void FaultsPanel::heal(const QModelIndex &index)
{
    const FaultRow row = m_model.fault(index.row());
    switch (row.kind) {
    case FaultRow::Kind::Cut:
        m_control.apply(HerdCommand::onLink(HerdCommand::Kind::Heal, row.link));
        return;
    case FaultRow::Kind::Impairment:
        m_control.apply(HerdCommand::healFault(row.number));
        return;
    case FaultRow::Kind::Frozen:
        m_control.apply(HerdCommand::onServer(HerdCommand::Kind::Thaw, row.server));
        return;
    }
}

void FaultsPanel::healChosen()
{
    for (const QModelIndex &chosen : m_list.selectionModel()->selectedIndexes())
        heal(chosen);
}

void FaultsPanel::releaseOne()
{
    const int row = heldRow();
    if (row < 0)
        return;
    const FaultRow &held = m_model.fault(row);
    m_control.apply(HerdCommand::releaseLines(held.link,
        held.fromA && held.fromB ? FaultDirection::Both
            : held.fromA         ? FaultDirection::AToB
                                 : FaultDirection::BToA));
}

void FaultsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.refreshTimes(m_follower.state().lastNs());
    m_second.start();
}

void FaultsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_second.stop();
}

} // namespace ui
