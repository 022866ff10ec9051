// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace ui {

// A tooltip for whatever is cut short: cells and titles of lists, labels and boxes whose text does not fit, unless they
// have a tooltip of their own. Installed once, on the application, it serves every window.
class CutShortTips : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

// The whole text of what is at this point of the widget, if it is not all to be seen there; otherwise empty.
[[nodiscard]] QString textCutShortAt(QWidget &widget, QPoint position);

} // namespace ui
