// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/eventdetails.h"

#include "ui/kit/theme.h"
#include "ui/live/eventtext.h"
#include "ui/live/words.h"
#include "ui/log/eventexplanation.h"
#include "ui/log/eventfields.h"

#include <QEvent>
#include <QLocale>
#include <QScrollBar>

#include <memory>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr std::size_t shownConsequences = 12;

void prepare(QLabel &label)
{
    label.setTextFormat(Qt::PlainText);
    label.setWordWrap(true);
    label.setTextInteractionFlags(Qt::TextSelectableByMouse);
}

} // namespace

EventDetails::EventDetails(LogFollower &follower, Selection &selection, QWidget *parent)
    : QScrollArea(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_layout(new QVBoxLayout(&m_content))
    , m_fields(new QFormLayout)
    , m_cause(new QVBoxLayout)
    , m_consequences(new QVBoxLayout)
    , m_search(follower)
    , m_answer(follower)
    , m_catchUp(new CatchUp(follower, this, [this] { return step(); }))
{
    for (QLabel *label : { &m_title, &m_explanation, &m_consequencesNote, &m_empty })
        prepare(*label);
    m_consequencesNote.setForegroundRole(QPalette::PlaceholderText);
    m_empty.setForegroundRole(QPalette::PlaceholderText);
    m_empty.setAlignment(Qt::AlignCenter);
    m_fields->setContentsMargins(0, 6, 0, 0);
    m_fields->setHorizontalSpacing(12);
    m_fields->setVerticalSpacing(3);
    m_cause->setSpacing(0);
    m_consequences->setSpacing(0);

    m_layout->setContentsMargins(12, 10, 12, 12);
    m_layout->addWidget(&m_title);
    m_layout->addWidget(&m_explanation);
    m_layout->addWidget(&m_places);
    m_layout->addLayout(m_fields);
    addHeading(tr("Because of"));
    m_layout->addLayout(m_cause);
    addHeading(tr("Led to"));
    m_layout->addLayout(m_consequences);
    m_layout->addWidget(&m_consequencesNote);
    m_layout->addWidget(&m_bytes);
    m_layout->addWidget(&m_empty, 1);
    m_layout->addStretch();
    setWidget(&m_content);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Details of the selected event"));
    setFonts();
    connect(&m_places, &EventPlaces::jsonToggled, this, &EventDetails::showPlaces);
    connect(&m_selection, &Selection::changed, m_catchUp, &CatchUp::now);
    connect(&m_follower.clock(), &Clock::changed, this, [this] {
        if (m_event != EventId::None)
            present();
    });
    presentNothing(tr("Select a message to see what it was,\nits cause and its consequences."));
}

void EventDetails::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, &m_content);
    heading->setTextFormat(Qt::PlainText);
    heading->setContentsMargins(0, 10, 0, 0);
    heading->setObjectName(QStringLiteral("heading"));
    m_layout->addWidget(heading);
}

void EventDetails::clear(QLayout &layout)
{
    while (layout.count() > 0) {
        const std::unique_ptr<QLayoutItem> item(layout.takeAt(0));
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the button that was pressed
        }
    }
}

bool EventDetails::step()
{
    const Selection::Subject subject = m_selection.subject();
    if (subject == Selection::Subject::Nothing && m_event != EventId::None) {
        m_event = EventId::None;
        presentNothing(tr("Select a message to see what it was,\nits cause and its consequences."));
    } else if (subject == Selection::Subject::Event && m_selection.event() != m_event) {
        m_event = m_selection.event();
        present();
    }
    if (m_event != EventId::None && m_search.advance())
        fillConsequences();
    if (m_event != EventId::None && m_answer.advance())
        showPlaces();
    return m_search.isDone() && m_answer.isDone();
}

// The JSON is for who asks for it.
void EventDetails::showPlaces()
{
    const QByteArray &json = m_answer.json();
    m_places.setAnswer(json);
    m_bytes.setVisible(m_hasBytes && (json.isEmpty() || m_places.showsJson()));
    if (!json.isEmpty())
        m_bytes.setBytes(json);
}

void EventDetails::present()
{
    m_search.begin(m_event);
    const auto span = m_follower.log().at(m_event);
    if (span.isEmpty()) {
        presentNothing(tr("Event %1 is no longer in the log, which keeps only the newest ones.").arg(number(m_event)));
        return;
    }
    const EventView &event = *span.begin();
    const QLayout *const focused = listWithFocus();
    for (QWidget *child : m_content.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        child->show();
    m_empty.hide();
    m_title.setText(kindGlyph(messageKind(event)) + QStringLiteral("  ") + EventText::kind(event));
    colourTitle();
    m_explanation.setText(EventExplanation::of(event, m_follower.state(), m_follower.clock()));
    fillFields(event);
    m_bytes.setBytes(event.bytes);
    m_hasBytes = !event.bytes.isEmpty();
    m_answer.begin(event);
    m_answer.advance();
    showPlaces();
    fillCause(event);
    fillConsequences();
    if (focused)
        keepFocus(*focused);
    verticalScrollBar()->setValue(0);
}

QLayout *EventDetails::listWithFocus() const
{
    for (QLayout *list : { m_cause, m_consequences }) {
        for (int i = 0; i < list->count(); ++i) {
            if (const QWidget *widget = list->itemAt(i)->widget(); widget && widget->hasFocus())
                return list;
        }
    }
    return nullptr;
}

// The button that was pressed has gone. Whoever goes from cause to cause with the keys goes on with the next one.
void EventDetails::keepFocus(const QLayout &list)
{
    QWidget *first = list.count() > 0 ? list.itemAt(0)->widget() : nullptr;
    const bool isJump = first && first->isEnabled() && first->focusPolicy() != Qt::NoFocus;
    (isJump ? first : this)->setFocus(Qt::OtherFocusReason);
}

void EventDetails::presentNothing(const QString &why)
{
    for (QWidget *child : m_content.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        child->hide();
    clear(*m_cause);
    clear(*m_consequences);
    clear(*m_fields);
    m_empty.setText(why);
    m_empty.show();
}

void EventDetails::fillFields(const EventView &event)
{
    clear(*m_fields);
    addField(tr("Event"), QStringLiteral("%1").arg(number(event.id)));
    for (const EventField &field : EventFields::of(event, m_follower.state(), m_follower.clock()))
        addField(field.name, field.value);
}

void EventDetails::addField(const QString &name, const QString &value)
{
    auto *left = new QLabel(name, &m_content);
    auto *right = new QLabel(value, &m_content);
    left->setTextFormat(Qt::PlainText);
    left->setForegroundRole(QPalette::PlaceholderText);
    left->setAlignment(Qt::AlignTop);
    left->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::MinimumExpanding); // beside the value's first line
    prepare(*right);
    m_fields->addRow(left, right);
}

void EventDetails::fillCause(const EventView &event)
{
    clear(*m_cause);
    if (event.cause != EventId::None) {
        m_cause->addWidget(makeJump(event.cause));
        return;
    }
    auto *none = new QLabel(tr("no cause in the log"), &m_content);
    none->setForegroundRole(QPalette::PlaceholderText);
    m_cause->addWidget(none);
}

void EventDetails::fillConsequences()
{
    clear(*m_consequences);
    const auto &found = m_search.found();
    for (std::size_t i = 0; i < qMin(found.size(), shownConsequences); ++i)
        m_consequences->addWidget(makeJump(found[i]));
    m_consequencesNote.setText(found.empty() ? tr("nothing")
            : found.size() > shownConsequences
            ? tr("and %1 more").arg(QLocale().toString(static_cast<qulonglong>(found.size() - shownConsequences)))
            : QString());
    m_consequencesNote.setVisible(!m_consequencesNote.text().isEmpty());
}

QPushButton *EventDetails::makeJump(EventId id)
{
    auto *jump = new QPushButton(&m_content);
    jump->setFlat(true);
    jump->setStyleSheet(QStringLiteral("text-align: left; padding: 3px 4px"));
    jump->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    jump->setCursor(Qt::PointingHandCursor);
    const auto span = m_follower.log().at(id);
    if (span.isEmpty()) {
        jump->setText(tr("%1  (no longer in the log)").arg(number(id)));
        jump->setEnabled(false);
        return jump;
    }
    const EventView &event = *span.begin();
    const EventEnds ends = eventEnds(event);
    const QString from = ends.from.name(m_follower.state());
    const QString to = ends.to.name(m_follower.state());
    const QString who = to.isEmpty() ? from : from + QChar(0x2192) + to;
    jump->setText(QString(QStringLiteral("%1  %2 %3  %4")
                              .arg(number(id))
                              .arg(kindGlyph(messageKind(event)))
                              .arg(EventText::kind(event), who))
                      .replace(QLatin1Char('&'), QLatin1String("&&")));
    const auto update = event.update();
    connect(jump, &QPushButton::clicked, this, [this, id, update] { m_selection.selectEvent(id, update); });
    return jump;
}

void EventDetails::colourTitle()
{
    const auto span = m_follower.log().at(m_event);
    if (span.isEmpty())
        return;
    QPalette own = palette();
    own.setColor(QPalette::WindowText, kindColor(Theme::of(own), messageKind(*span.begin())));
    m_title.setPalette(own);
}

void EventDetails::setFonts()
{
    QFont bold = font();
    bold.setBold(true);
    for (QLabel *heading : m_content.findChildren<QLabel *>(QStringLiteral("heading")))
        heading->setFont(bold);
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    m_title.setFont(bold);
}

void EventDetails::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colourTitle();
    else if (event->type() == QEvent::FontChange)
        setFonts();
}

} // namespace ui
