// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/inject/injectorexchange.h"
#include "ui/kit/emptyhint.h"

#include <QLabel>
#include <QListView>
#include <QWidget>

namespace ui {

// Shows an exchange. Lays out visible rows only, follows the end until the user scrolls up, and copies with Ctrl+C.
class InjectorExchangeView : public QWidget
{
    Q_OBJECT
public:
    explicit InjectorExchangeView(InjectorExchange &exchange, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void afterInsert();
    void setFonts();

    InjectorExchange &m_exchange;
    QListView m_list;
    QLabel m_leftOut;
    EmptyHint m_hint;
    bool m_atEnd = true;
};

} // namespace ui
