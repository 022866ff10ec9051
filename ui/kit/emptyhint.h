// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractScrollArea>
#include <QLabel>

namespace ui {

// The text in the middle of an empty list: why it is empty and what to do about it. Plain text, lets clicks through.
class EmptyHint : public QLabel
{
    Q_OBJECT
public:
    explicit EmptyHint(QAbstractScrollArea *area);

    void say(const QString &text); // empty: the list is not empty

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractScrollArea *m_area;
};

} // namespace ui
