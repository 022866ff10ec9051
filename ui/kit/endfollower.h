// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPushButton>

namespace ui {

// Keeps a growing list at its end until the user scrolls up, clicks a row or moves with the keys, for what is being
// looked at must not run away; and again once the user scrolls to the end or presses End. In between the visible rows
// stay in place, also when older rows are removed, and a button shows how many rows came: "312 new". For
// views that scroll per pixel and whose rows have one height.
class EndFollower : public QObject
{
    Q_OBJECT
public:
    explicit EndFollower(QAbstractItemView *view); // the view has its model and owns this

    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] QPushButton *chip() { return m_chip; }
    void follow(); // goes to the end and stays at it
    void release(); // stays at the current rows

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onInserted(int last, int count);
    void onKey(const QKeyEvent &key);
    void onRemoved(int count);
    void onMoved();
    void toEnd();
    void updateChip();

    QAbstractItemView *m_view;
    QWidget *m_viewport; // its; still asked for while the view is destroyed
    QPushButton *m_chip;
    int m_new = 0;
    bool m_following = true;
    bool m_held = false; // by a click or a key: only scrolling makes it follow again, not a row that comes into view
    bool m_moving = false; // by us, not by the user
};

} // namespace ui
