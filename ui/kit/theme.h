// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

class QApplication;

namespace ui {

// Colours by their meaning. No widget holds a literal colour; every painter asks the theme of its own palette,
// so a change of theme is a palette change and a repaint.
// Text, muted text and the states reach a contrast of 4.5 on every background of theirs, server and update colours
// 3 on the surface (WCAG 2.1 AA); tst_theme measures it.
struct Theme {
    bool dark = false;
    QColor window, surface, raised, border; // backgrounds, from far to near, and hairlines
    QColor text, mutedText, accent, accentText; // accent: selection, focus ring
    QColor good, warning, bad; // states; always together with a glyph or word
    QColor linkUp, linkDown, linkCut;
    QColor water, land, landBorder, graticule; // the map

    // A server's own colour, by its place in the profile; repeats after five. Of the same family in both themes.
    [[nodiscard]] QColor server(int index) const;
    // An update's colour, the same on every hop and in every view; from the hash of client and time. Never near the
    // hues of `warning` and `bad`, in which faults, repair and errors are drawn.
    [[nodiscard]] QColor update(size_t hash) const;
    // `over` on `under` with that opacity, 0 to 1: tints of rows and chips.
    [[nodiscard]] static QColor blended(const QColor &under, const QColor &over, double amount);

    [[nodiscard]] static const Theme &of(const QPalette &palette); // by how dark the palette's window is
};

enum class ThemeChoice { System, Light, Dark };
// Sets the style, the palette and the base font for the whole application. System: by the palette Qt started with.
void applyTheme(QApplication &application, ThemeChoice choice);

// The fixed-pitch companion of `base`, of the same size: raw bytes and log lines.
[[nodiscard]] QFont fixedFont(const QFont &base);

} // namespace ui
