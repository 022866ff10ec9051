// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profilewords.h"

#include <QListWidget>

namespace ui {

// The notes about a profile, one line each, with an icon; the current note stays current while it is in the list.
class ProfileNotes : public QListWidget
{
    Q_OBJECT
public:
    explicit ProfileNotes(const QString &name, QWidget *parent = nullptr);

    void setNotes(const QList<ProfileNote> &notes); // none: `whenEmpty`
    void setWhenEmpty(const QString &text) { m_whenEmpty = text; }
    [[nodiscard]] const QList<ProfileNote> &notes() const { return m_notes; }

Q_SIGNALS:
    void chosen(const ui::ProfileNote &note);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    QList<ProfileNote> m_notes;
    QString m_whenEmpty;
};

} // namespace ui
