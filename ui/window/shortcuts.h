// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QDialog>

namespace ui {

// The keys of all commands, from the commands themselves, and what the mouse does in the painted views. Not modal.
class Shortcuts : public QDialog
{
    Q_OBJECT
public:
    explicit Shortcuts(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace ui
