// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <span>

namespace ui {

// A form in which rows of the log leave the window. A new one is a function and a row in the table of rowformats.cpp.
struct RowFormat {
    const char *title; // of the command that copies rows so; source text, context "RowFormat"
    QString (*row)(const QStringList &cells); // one line, without its end
};

// The first is the one of Ctrl+C.
[[nodiscard]] std::span<const RowFormat> rowFormats();

} // namespace ui
