// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace ui {

// The places of one answer as a list to read, and a button that shows its JSON. Names come from outside: plain text,
// escaped and cut.
class EventPlaces : public QWidget
{
    Q_OBJECT
public:
    explicit EventPlaces(QWidget *parent = nullptr);

    void setAnswer(const QByteArray &json); // empty: hides this
    [[nodiscard]] bool showsJson() const { return m_toggle.isChecked(); }

Q_SIGNALS:
    void jsonToggled(bool shown);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setFonts();

    QLabel m_heading, m_list;
    QToolButton m_toggle;
};

// "The Getty Villa, Malibu (museum)", one line for each place of a reply in the form of a Google Nearby Search.
[[nodiscard]] QStringList placeLines(const QByteArray &json);

} // namespace ui
