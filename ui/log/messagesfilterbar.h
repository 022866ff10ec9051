// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/log/messagefilter.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QWidget>

namespace ui {

// Where a filter is typed, and the switch that folds what belongs together. Checked at each keystroke; says with a sign
// and a colour whether it is one, and under the token that is wrong, why. Only valid filters go out; while the text is
// not one, its longest beginning that is one.
class MessagesFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit MessagesFilterBar(herdcore::profile::Profile profile, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const { return m_edit.text(); }
    void setText(const QString &text) { m_edit.setText(text); }
    void focusEdit(); // and selects all of it

    [[nodiscard]] const QLabel &error() const { return *m_error; }

Q_SIGNALS:
    void changed(const ui::MessageFilter &filter);
    void foldingChanged(bool on);
    void left(); // by Escape on an empty filter: the user wants back to the table

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void check();
    void showResult(const FilterError *error);
    void placeError(qsizetype position);
    void fillExamples();

    herdcore::profile::Profile m_profile;
    QLineEdit m_edit;
    QToolButton m_examples, m_fold;
    QString m_applied; // the text of the filter that went out
    QAction *m_sign;
    QLabel *m_error; // on the window, over what is below
};

} // namespace ui
