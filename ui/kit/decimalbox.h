// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDoubleSpinBox>

namespace ui {

// A number with a decimal point, whatever the locale, as the herd's lines have it. A decimal comma and a typographic
// minus sign are taken as they are typed, and shown as what they mean. Thousands separators are refused: in half the
// world they are the other half's decimal point.
class DecimalBox : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit DecimalBox(QWidget *parent = nullptr);

    [[nodiscard]] QValidator::State validate(QString &input, int &position) const override;
};

} // namespace ui
