// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagespanel.h"

#include "ui/log/messagesmenu.h"

#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui {

using herdcore::base::EventId;
using herdcore::base::number;

MessagesPanel::MessagesPanel(LogFollower &follower, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_model(follower)
    , m_filterBar(follower.state().profile(), this)
    , m_table(m_model)
    , m_hint(new EmptyHint(&m_table))
    , m_end(new EndFollower(&m_table))
    , m_catchUp(new CatchUp(follower, this, [this] { return step(); }))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&m_filterBar);
    layout->addWidget(&m_table, 1);

    connect(&m_filterBar, &MessagesFilterBar::changed, this, [this](const MessageFilter &filter) {
        m_model.setFilter(filter);
        m_shown = EventId::None;
        m_catchUp->now();
    });
    connect(&m_filterBar, &MessagesFilterBar::foldingChanged, this, [this](bool on) {
        m_model.setFolding(on);
        m_shown = EventId::None;
        m_catchUp->now();
    });
    connect(&m_filterBar, &MessagesFilterBar::left, this, [this] { m_table.setFocus(); });
    connect(&m_table, &MessagesTable::chosen, this, &MessagesPanel::onChosen);
    connect(&m_table, &QWidget::customContextMenuRequested, this, &MessagesPanel::showMenu);
    connect(&m_selection, &Selection::changed, this, &MessagesPanel::onSelectionChanged);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, &MessagesPanel::focusFilter);
    updateHint();
}

bool MessagesPanel::step()
{
    const bool done = m_model.advance();
    if (done && m_selection.subject() == Selection::Subject::Event && m_shown != m_selection.event())
        onSelectionChanged(); // its row may have come only now
    updateHint();
    return done;
}

void MessagesPanel::onChosen(int row)
{
    const auto span = m_model.eventAt(row);
    if (span.isEmpty())
        return;
    const QScopedValueRollback choosing(m_choosing, true);
    m_shown = span.begin()->id;
    m_selection.selectEvent(m_shown, span.begin()->update());
}

void MessagesPanel::onSelectionChanged()
{
    m_model.setFollowed(m_selection.update());
    if (m_choosing)
        return;
    const bool isEvent = m_selection.subject() == Selection::Subject::Event;
    const EventId event = isEvent ? m_selection.event() : EventId::None;
    if (event == m_shown)
        return;
    const int row = m_model.rowShowing(event);
    if (row >= 0)
        m_end->release(); // or it would run away
    m_table.select(row);
    if (row >= 0 || event == EventId::None)
        m_shown = event;
}

void MessagesPanel::showMenu(const QPoint &position)
{
    const QModelIndex index = m_table.indexAt(position);
    const auto span = m_model.eventAt(index.row());
    QMenu menu(this);
    if (!span.isEmpty()) {
        const auto &event = *span.begin();
        const auto update = event.update();
        QAction *follow
            = menu.addAction(tr("&Follow this update"), this, [=, this] { m_selection.followUpdate(update); });
        follow->setEnabled(!update.isNull());
        m_table.addRowActions(menu);
        menu.addSeparator();
        MessagesMenu::addFilters(menu, event, m_follower.state().profile(), m_filterBar.text(),
            [this](const QString &filter) { setFilter(filter); });
    }
    menu.addAction(tr("C&lear filter"), this, [this] { setFilter({}); })->setEnabled(m_model.isFiltered());
    menu.exec(m_table.viewport()->mapToGlobal(position));
}

TableFigures MessagesPanel::figures() const
{
    const quint64 last = number(m_follower.position());
    return { static_cast<quint64>(m_model.rowCount()), m_model.folded(), m_model.hidden(), m_model.dropped(),
        last - qMin(last, number(m_model.cursor())) };
}

void MessagesPanel::updateHint()
{
    m_hint->say(m_model.rowCount() > 0 ? QString() : emptyReason());
}

QString MessagesPanel::emptyReason() const
{
    if (number(m_follower.position()) == 0)
        return tr("The herd has not been started.\nStart it, and every line and decision appears here.");
    const QString begun = MessageFilter::begunField(m_filterBar.text());
    if (m_model.hidden() > 0 && !begun.isEmpty())
        return tr("No message contains \"%1\" (%2 hidden).\nGo on typing, for example: kind == flood")
            .arg(begun, QLocale().toString(m_model.hidden()));
    if (m_model.hidden() > 0)
        return tr("All filtered out (%1 hidden).\nPress Escape in the filter to see them.")
            .arg(QLocale().toString(m_model.hidden()));
    return tr("No messages yet.");
}

} // namespace ui
