// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QVBoxLayout>

namespace ui {

// Every command by its name: typing filters the list, Return triggers the chosen command. Commands that are not
// available now come last, greyed, so that a search for them is not in vain.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QList<QAction *> actions, QWidget *parent = nullptr);

    void addMenu(const QMenu &menu); // with its content at the time of opening, submenus too; must outlive this
    void popUp(); // at the top of the parent, empty, ready to type

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &typed);
    void step(int by);
    void apply();

    QList<QAction *> m_fixed;
    QList<const QMenu *> m_menus;
    QList<QAction *> m_actions; // all of them, now
    QLineEdit m_typed;
    QListWidget m_list;
};

} // namespace ui
