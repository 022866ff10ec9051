// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/catchup.h"
#include "ui/live/logfollower.h"
#include "ui/live/selection.h"
#include "ui/log/answerreader.h"
#include "ui/log/consequences.h"
#include "ui/log/eventbytes.h"
#include "ui/log/eventplaces.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

// Everything about the one event that is selected: what it was in words, its fields, its bytes, what led to it and what
// it led to, each of them a button that goes there and leaves the focus here. Keeps showing the event when something
// else is selected after it.
class EventDetails : public QScrollArea
{
    Q_OBJECT
public:
    EventDetails(LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    [[nodiscard]] herdcore::base::EventId shownEvent() const { return m_event; }

protected:
    void changeEvent(QEvent *event) override;

private:
    bool step();
    void present();
    void presentNothing(const QString &why);
    void showPlaces();
    void fillFields(const herdcore::observe::EventView &event);
    void addField(const QString &name, const QString &value);
    void fillCause(const herdcore::observe::EventView &event);
    void fillConsequences();
    [[nodiscard]] QPushButton *makeJump(herdcore::base::EventId id);
    [[nodiscard]] QLayout *listWithFocus() const; // null: the focus is elsewhere
    void keepFocus(const QLayout &list);
    void colourTitle();
    void setFonts();
    void addHeading(const QString &text);
    static void clear(QLayout &layout);

    LogFollower &m_follower;
    Selection &m_selection;
    QWidget m_content;
    QVBoxLayout *m_layout;
    QLabel m_title, m_explanation, m_consequencesNote;
    QFormLayout *m_fields;
    QVBoxLayout *m_cause, *m_consequences;
    EventPlaces m_places;
    EventBytes m_bytes;
    bool m_hasBytes = false;
    QLabel m_empty;
    herdcore::base::EventId m_event = herdcore::base::EventId::None;
    Consequences m_search;
    AnswerReader m_answer;
    CatchUp *m_catchUp;
};

} // namespace ui
