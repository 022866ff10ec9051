// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/placefields.h"

#include <QKeyEvent>

#include <algorithm>

namespace ui {

namespace {

constexpr int longestText = 500; // a link
constexpr double stepDegrees = 0.01;

QString degreesText(double degrees)
{
    return QString::number(degrees, 'f', 6);
}

} // namespace

PlaceFields::PlaceFields(QObject *parent)
    : QObject(parent)
{
    prepare(m_latitude, Axis::Latitude);
    prepare(m_longitude, Axis::Longitude);
}

void PlaceFields::prepare(QLineEdit &field, Axis axis)
{
    field.setMaxLength(longestText);
    field.setToolTip(
        tr("Degrees, with a point or a comma; or a pair, degrees with minutes and seconds, or a link of a map: "
           "these fill both fields"));
    field.installEventFilter(this);
    connect(&field, &QLineEdit::textEdited, this,
        [this, &field, axis, before = qsizetype{ 0 }](const QString &text) mutable {
            const bool pasted = text.size() > before + 1;
            before = text.size();
            if (pasted && TypedPlace::of(text, axis).isPair())
                settle(field, axis);
            Q_EMIT changed();
        });
    connect(&field, &QLineEdit::editingFinished, this, [this, &field, axis] { settle(field, axis); });
}

void PlaceFields::settle(QLineEdit &field, Axis axis)
{
    const TypedPlace typed = TypedPlace::of(field.text(), axis);
    if (!typed.problem.isEmpty())
        return;
    if (typed.latitude)
        m_latitude.setText(degreesText(*typed.latitude));
    if (typed.longitude)
        m_longitude.setText(degreesText(*typed.longitude));
    Q_EMIT changed();
}

TypedPlace PlaceFields::place() const
{
    TypedPlace latitude = TypedPlace::of(m_latitude.text(), Axis::Latitude);
    TypedPlace longitude = TypedPlace::of(m_longitude.text(), Axis::Longitude);
    if (!latitude.problem.isEmpty() || latitude.isPair())
        return latitude;
    if (!longitude.problem.isEmpty() || longitude.isPair())
        return longitude;
    return { latitude.latitude, longitude.longitude, {} };
}

void PlaceFields::setPlace(double latitude, double longitude)
{
    m_latitude.setText(degreesText(latitude));
    m_longitude.setText(degreesText(longitude));
    Q_EMIT changed();
}

void PlaceFields::step(QLineEdit &field, Axis axis, double by)
{
    const TypedPlace typed = TypedPlace::of(field.text(), axis);
    const auto degrees = axis == Axis::Latitude ? typed.latitude : typed.longitude;
    if (!degrees || !typed.problem.isEmpty() || typed.isPair())
        return;
    const double limit = axis == Axis::Latitude ? 90 : 180;
    field.setText(degreesText(std::clamp(*degrees + by, -limit, limit)));
    Q_EMIT changed();
}

bool PlaceFields::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    QLineEdit &field = watched == &m_latitude ? m_latitude : m_longitude;
    step(field, watched == &m_latitude ? Axis::Latitude : Axis::Longitude,
        key == Qt::Key_Up ? stepDegrees : -stepDegrees);
    return true;
}

} // namespace ui
