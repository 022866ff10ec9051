// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/inject/injectorline.h"

#include <QList>
#include <QString>

namespace ui {

// A line, or a few, ready to be sent: what a server must answer, refuse or survive. `text` as typedBytes() reads it.
struct Snippet {
    QString group;
    QString name;
    QString text;
    LineEnd lineEnd = LineEnd::Lf;
    int writes = 1;
    bool halfClose = true;
};

[[nodiscard]] const QList<Snippet> &shippedSnippets(); // those of a group stand together

} // namespace ui
