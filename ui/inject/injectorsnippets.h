// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/inject/injectorline.h"

#include <QList>
#include <QString>

namespace ui {

// One or more ready-made lines that a server must answer, reject or survive. `text` is in the form typedBytes() reads.
struct Snippet {
    QString group;
    QString name;
    QString text;
    LineEnd lineEnd = LineEnd::Lf;
    int writes = 1;
    bool halfClose = true;
};

[[nodiscard]] const QList<Snippet> &shippedSnippets(); // the snippets of a group are adjacent

} // namespace ui
