// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QPixmap>

namespace ui {

// The drawings of resources/icons, one colour each.
enum class Glyph {
    Start,
    Stop,
    StartAll,
    StopAll,
    Crash,
    Cut,
    Heal,
    HealAll,
    Inject,
    Fit,
    TextLarger,
    TextSmaller,
    TextNormal,
    FullScreen,
    Theme,
    Layout,
    Lecture,
    Debug,
    Compact,
    ResetLayout,
    Palette,
    Keyboard,
    ClearSelection,
    Quit,
    About,
    Demo,
    Places,
    Snippets,
    Copy,
    Clock,
    Close,
    Previous,
    Next,
    Good,
    Notice,
    Warning,
    Bad,
    Herds,
    Open,
    Edit,
    New,
    Save,
    Undo,
    Redo,
    Add,
    Remove,
    Freeze,
    Thaw,
    Reset,
    Fault,
    Partition,
    Release,
    Repair,
};

// Drawn on demand, in the text colour of the application's palette at that moment: after a change of theme the same
// QIcon appears in the new colour.
[[nodiscard]] QIcon icon(Glyph glyph);

// A square of `side` device-independent pixels in the colour given.
[[nodiscard]] QPixmap glyphPixmap(Glyph glyph, const QColor &color, int side, qreal devicePixelRatio);

// The program's own icon, in colour.
[[nodiscard]] QIcon applicationIcon();

} // namespace ui
