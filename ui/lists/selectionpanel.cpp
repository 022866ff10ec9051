// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/selectionpanel.h"

#include <QVBoxLayout>

#include <memory>

namespace ui {

using herdcore::state::HerdState;

namespace {

constexpr int buttonsInARow = 3; // as many as fit a narrow panel

} // namespace

SelectionPanel::SelectionPanel(
    const LogFollower &follower, Selection &selection, const Actions &actions, QWidget *eventDetails, QWidget *parent)
    : QStackedWidget(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_actions(actions)
    , m_eventDetails(eventDetails)
{
    makePages();
    m_later.setSingleShot(true);
    m_later.setInterval(100);
    connect(&m_later, &QTimer::timeout, this, &SelectionPanel::refresh);
    connect(&follower.clock(), &Clock::changed, this, &SelectionPanel::refresh);
    connect(&selection, &Selection::changed, this, &SelectionPanel::refresh);
    connect(&follower, &LogFollower::advanced, this, [this] {
        if (!m_later.isActive())
            m_later.start();
    });
    refresh();
}

void SelectionPanel::makePages()
{
    m_nothing.setTextFormat(Qt::PlainText);
    m_nothing.setWordWrap(true);
    m_nothing.setAlignment(Qt::AlignCenter);
    m_nothing.setMargin(16);
    m_nothing.setForegroundRole(QPalette::PlaceholderText);
    m_nothing.setText(tr("Nothing selected.\nClick a server, a link, a client or a message."));

    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 10, 10, 10);
    m_title.setTextFormat(Qt::PlainText);
    m_title.setWordWrap(true);
    QFont bold = m_title.font();
    bold.setBold(true);
    m_title.setFont(bold);
    m_form = new QFormLayout;
    m_form->setVerticalSpacing(3);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_buttons = new QGridLayout;
    m_buttons->setSpacing(4);
    m_buttons->setColumnStretch(buttonsInARow, 1);
    layout->addWidget(&m_title);
    layout->addLayout(m_form);
    layout->addLayout(m_buttons);
    layout->addStretch(1);
    m_facts.setWidget(page);
    m_facts.setWidgetResizable(true);
    m_facts.setFrameShape(QFrame::NoFrame);

    addWidget(&m_nothing);
    addWidget(&m_facts);
    addWidget(m_eventDetails);
}

void SelectionPanel::refresh()
{
    const HerdState &state = m_follower.state();
    if (m_selection.isSeveral()) {
        setCommands(m_actions.forSelected());
        showSheet(FactSheet::ofSeveral(state, m_selection.servers(), m_selection.links()));
        return;
    }
    switch (m_selection.subject()) {
    case Selection::Subject::Nothing:
        setCurrentWidget(&m_nothing);
        return;
    case Selection::Subject::Event:
        setCurrentWidget(m_eventDetails);
        return;
    case Selection::Subject::Server:
        setCommands(m_actions.forServer());
        showSheet(FactSheet::ofServer(state, m_selection.server()));
        return;
    case Selection::Subject::Link:
        setCommands(m_actions.forLink());
        showSheet(FactSheet::ofLink(state, m_selection.link()));
        return;
    case Selection::Subject::Client:
        setCommands(m_actions.forClient());
        showSheet(FactSheet::ofClient(state, m_selection.client(), m_follower.clock()));
        return;
    }
}

void SelectionPanel::showSheet(const FactSheet &sheet)
{
    setCurrentWidget(&m_facts);
    if (sheet == m_shown)
        return;
    m_title.setText(sheet.title);
    // Labels are reused, not replaced, so that a text selection in them survives.
    while (m_form->rowCount() > static_cast<int>(sheet.facts.size()))
        m_form->removeRow(m_form->rowCount() - 1);
    while (m_form->rowCount() < static_cast<int>(sheet.facts.size())) {
        auto *name = new QLabel;
        auto *value = new QLabel;
        name->setTextFormat(Qt::PlainText);
        name->setForegroundRole(QPalette::PlaceholderText);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_form->addRow(name, value);
    }
    for (int row = 0; row < m_form->rowCount(); ++row) {
        const auto &[name, value] = sheet.facts[static_cast<size_t>(row)];
        qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget())->setText(name);
        qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::FieldRole)->widget())->setText(value);
    }
    m_shown = sheet;
}

void SelectionPanel::setCommands(const QList<QAction *> &commands)
{
    if (commands == m_commands)
        return;
    m_commands = commands;
    while (const std::unique_ptr<QLayoutItem> item{ m_buttons->takeAt(0) }) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // the event loop of a menu may run before the deletion
            widget->deleteLater(); // its own click may be running the command
        }
    }
    for (QAction *action : commands) {
        if (action->isSeparator())
            continue;
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const int count = m_buttons->count();
        m_buttons->addWidget(button, count / buttonsInARow, count % buttonsInARow);
    }
}

} // namespace ui
