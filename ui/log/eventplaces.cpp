// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/eventplaces.h"

#include "herdcore/base/escape.h"

#include <QEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr qsizetype longestName = 120;
constexpr qsizetype mostPlaces = 100; // the protocol allows 20

QString shown(const QJsonValue &text)
{
    return herdcore::base::escapedText(text.toString().toUtf8(), longestName);
}

// What kind of place it is: "point_of_interest" and the like say nothing.
QString typeOf(const QJsonValue &place)
{
    for (const QJsonValue &type : place[QLatin1String("types")].toArray()) {
        const QString word = shown(type);
        if (word != QLatin1String("point_of_interest") && word != QLatin1String("establishment"))
            return QString(word).replace(QLatin1Char('_'), QLatin1Char(' '));
    }
    return {};
}

} // namespace

QStringList placeLines(const QByteArray &json)
{
    QStringList lines;
    for (const QJsonValue &place : QJsonDocument::fromJson(json)[QLatin1String("results")].toArray()) {
        if (lines.size() >= mostPlaces)
            break;
        QString line = shown(place[QLatin1String("name")]);
        if (const QString vicinity = shown(place[QLatin1String("vicinity")]); !vicinity.isEmpty())
            line = EventPlaces::tr("%1, %2", "place, where").arg(line, vicinity);
        if (const QString type = typeOf(place); !type.isEmpty())
            line = EventPlaces::tr("%1 (%2)", "place, kind").arg(line, type);
        lines += line;
    }
    return lines;
}

EventPlaces::EventPlaces(QWidget *parent)
    : QWidget(parent)
{
    for (QLabel *label : { &m_heading, &m_list }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_list.setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_toggle.setText(tr("Show JSON"));
    m_toggle.setCheckable(true);
    m_toggle.setFocusPolicy(Qt::StrongFocus);
    connect(&m_toggle, &QToolButton::toggled, this, &EventPlaces::jsonToggled);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addWidget(&m_heading);
    layout->addWidget(&m_list);
    layout->addWidget(&m_toggle);
    setFonts();
    hide();
}

void EventPlaces::setAnswer(const QByteArray &json)
{
    setVisible(!json.isEmpty());
    if (json.isEmpty())
        return;
    const QStringList lines = placeLines(json);
    const QJsonObject reply = QJsonDocument::fromJson(json).object();
    const QString error = shown(reply[QLatin1String("error_message")]);
    const QString status = shown(reply[QLatin1String("status")]);
    m_heading.setText(lines.size() == 1 ? tr("1 place")
            : !lines.isEmpty()          ? tr("%1 places").arg(lines.size())
            : !error.isEmpty()          ? tr("No places: %1").arg(error)
            : !status.isEmpty()         ? tr("No places (%1)").arg(status)
                                        : tr("No places"));
    QString numbered;
    for (qsizetype i = 0; i < lines.size(); ++i)
        numbered += QStringLiteral("%1  %2\n").arg(i + 1).arg(lines[i]);
    m_list.setText(numbered.chopped(numbered.isEmpty() ? 0 : 1));
    m_list.setVisible(!lines.isEmpty());
}

void EventPlaces::setFonts()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading.setFont(bold);
}

void EventPlaces::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFonts();
}

} // namespace ui
