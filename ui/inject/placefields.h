// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/inject/typedplace.h"

#include <QLineEdit>
#include <QObject>

namespace ui {

// The two fields of a place. Each takes whatever TypedPlace understands; a pair fills both, at once when it is pasted,
// otherwise when the field is left. What a field does not understand stays as it was typed, and place() says why.
// Up and Down change a coordinate by a hundredth of a degree.
class PlaceFields : public QObject
{
    Q_OBJECT
public:
    explicit PlaceFields(QObject *parent = nullptr);

    [[nodiscard]] QLineEdit &latitude() { return m_latitude; }
    [[nodiscard]] QLineEdit &longitude() { return m_longitude; }
    // Both coordinates, or a problem.
    [[nodiscard]] TypedPlace place() const;
    void setPlace(double latitude, double longitude); // in degrees; shown with six decimals

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void prepare(QLineEdit &field, Axis axis);
    void settle(QLineEdit &field, Axis axis);
    void step(QLineEdit &field, Axis axis, double by);

    QLineEdit m_latitude;
    QLineEdit m_longitude;
};

} // namespace ui
