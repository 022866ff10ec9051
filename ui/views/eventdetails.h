// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/logfollower.h"
#include "ui/models/consequences.h"
#include "ui/selection.h"
#include "ui/views/catchup.h"
#include "ui/views/eventbytes.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

// Everything about the one event that is selected: what it was in words, its fields, its bytes, what led to it and what
// it led to, each of them a button that goes there. Keeps showing the event when something else is selected after it.
class EventDetails : public QScrollArea
{
    Q_OBJECT
public:
    EventDetails(LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    [[nodiscard]] herdcore::base::ObservationId shownEvent() const { return m_event; }

protected:
    void changeEvent(QEvent *event) override;

private:
    bool step();
    void present();
    void presentNothing(const QString &why);
    void fillFields(const herdcore::observe::Entry &entry);
    void addField(const QString &name, const QString &value);
    void fillCause(const herdcore::observe::Entry &entry);
    void fillConsequences();
    [[nodiscard]] QPushButton *makeJump(herdcore::base::ObservationId id);
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
    EventBytes m_bytes;
    QLabel m_empty;
    herdcore::base::ObservationId m_event = herdcore::base::ObservationId::None;
    Consequences m_search;
    CatchUp *m_catchUp;
};

} // namespace ui
