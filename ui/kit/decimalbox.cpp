// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/decimalbox.h"

namespace ui {

DecimalBox::DecimalBox(QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setLocale(QLocale::c());
    setGroupSeparatorShown(false);
    setKeyboardTracking(true);
}

QValidator::State DecimalBox::validate(QString &input, int &position) const
{
    input.replace(QLatin1Char(','), QLatin1Char('.'));
    input.replace(QChar(0x2212), QLatin1Char('-'));
    return QDoubleSpinBox::validate(input, position);
}

} // namespace ui
