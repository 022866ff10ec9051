// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/selectionpanel.h"

#include "ui/live/clientlistmodel.h"
#include "ui/live/faultrows.h"
#include "ui/live/topologywords.h"
#include "ui/live/words.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

#include <QVBoxLayout>

#include <memory>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;

namespace {

constexpr int buttonsInARow = 3; // as many as a narrow panel has room for

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::SelectionPanel", text);
}

QString linesText(quint64 lines)
{
    return lines == 1 ? tr("1 line") : tr("%1 lines").arg(lines);
}

QString words(const LinkEnd &end)
{
    const QString text = linkEndWord(end.state);
    const QString why = end.state == LinkEndState::Down ? Words::of(end.reason) : QString();
    return why.isEmpty() ? text : QString(text % QLatin1String(": ") % why);
}

} // namespace

FactSheet FactSheet::ofServer(const HerdState &state, ServerIndex server)
{
    const ServerFacts &facts = state.server(server);
    FactSheet sheet{ tr("Server %1").arg(state.serverName(server)), {} };
    const QString why = facts.reason == Reason::None ? QString() : QLatin1String(": ") % Words::of(facts.reason);
    sheet.facts = {
        { tr("State"), stateWord(facts.shown()) % why },
        { tr("Address"),
            facts.endpoint.isEmpty() ? tr("port %1").arg(state.profile().server(server).port) : facts.endpoint },
        { tr("Clients"), QString::number(facts.clients) },
        { tr("Records"), QString::number(facts.table.size()) },
        { tr("Lines"), tr("%1 in, %2 out, %3 not valid").arg(facts.linesIn).arg(facts.linesOut).arg(facts.rejected) },
    };
    if (const auto &external = state.profile().server(server).external) {
        sheet.facts.insert(sheet.facts.begin() + 1,
            { tr("External"), tr("speaks %1").arg(herdcore::profile::toWord(external->dialect)) });
        if (!external->command.isEmpty())
            sheet.facts.insert(sheet.facts.begin() + 2,
                { tr("Command"), escapedText(external->command.join(QLatin1Char(' ')).toUtf8(), 200) });
    }
    for (const ServerIndex peer : state.profile().neighboursOf(server))
        sheet.facts.emplace_back(tr("to %1").arg(state.serverName(peer)), words(state.linkEnd(server, peer)));
    return sheet;
}

FactSheet FactSheet::ofLink(const HerdState &state, herdcore::profile::LinkProfile link)
{
    const QString a = state.serverName(link.a);
    const QString b = state.serverName(link.b);
    const LinkEnd &fromA = state.linkEnd(link.a, link.b);
    const LinkEnd &fromB = state.linkEnd(link.b, link.a);
    FactSheet sheet{ tr("Link %1 \u2013 %2").arg(a, b),
        { { tr("%1 says").arg(a), words(fromA) }, { tr("%1 says").arg(b), words(fromB) },
            { tr("%1 \u2192 %2").arg(a, b), linesText(fromA.linesOut) },
            { tr("%1 \u2192 %2").arg(b, a), linesText(fromB.linesOut) } } };
    for (const FaultRow &row : impairmentsOf(state, link))
        sheet.facts.emplace_back(
            tr("Disturbed"), tr("%1: %2").arg(FaultWords::where(row, state), FaultWords::what(row, state)));
    return sheet;
}

FactSheet FactSheet::ofClient(const HerdState &state, const ClientId &client)
{
    FactSheet sheet{ tr("Client %1").arg(escapedText(client.bytes(), 100)), {} };
    const auto found = state.clients().find(client);
    if (found == state.clients().end())
        return sheet;
    const HeldRecord &newest = found->second.newest;
    QStringList knows;
    QStringList older;
    for (size_t i = 0; i < state.profile().servers.size(); ++i) {
        const auto index = ServerIndex(static_cast<qint16>(i));
        const auto held = state.server(index).table.constFind(client);
        if (held != state.server(index).table.constEnd())
            (held->line == newest.line ? knows : older) += state.serverName(index);
    }
    sheet.facts = {
        { tr("Location"), locationText(newest.latitude, newest.longitude) },
        { tr("Told to"), escapedText(newest.origin.bytes(), 100) },
        { tr("Its time"), QString::fromLatin1(plainSeconds(newest.update.timeNs)) },
        { tr("Known by"), knows.isEmpty() ? tr("nobody now") : knows.join(QLatin1String(", ")) },
    };
    if (!older.isEmpty())
        sheet.facts.emplace_back(tr("Older at"), older.join(QLatin1String(", ")));
    sheet.facts.emplace_back(tr("Record"), escapedText(newest.line, 400));
    return sheet;
}

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
    m_nothing.setText(tr("Nothing is selected.\nClick a server, a link, a client or a message."));

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
        setCommands({});
        showSheet(FactSheet::ofClient(state, m_selection.client()));
        return;
    }
}

void SelectionPanel::showSheet(const FactSheet &sheet)
{
    setCurrentWidget(&m_facts);
    if (sheet == m_shown)
        return;
    m_title.setText(sheet.title);
    // Labels that are there are told new text: a selection in them, and the reader's eye, stay where they are.
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
            widget->hide(); // a menu's own event loop may run before it is gone
            widget->deleteLater(); // the command may just be running out of it
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
