// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/theme.h"

#include "ui/kit/style.h"

#include <QApplication>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace ui {

namespace {

Theme lightTheme()
{
    Theme t;
    t.window = QColor(0xEE, 0xF0, 0xF3);
    t.surface = QColor(0xFF, 0xFF, 0xFF);
    t.raised = QColor(0xF7, 0xF8, 0xFA);
    t.border = QColor(0xC6, 0xCC, 0xD4);
    t.text = QColor(0x1B, 0x1F, 0x24);
    t.mutedText = QColor(0x57, 0x60, 0x6A);
    t.accent = QColor(0x0B, 0x5F, 0xBE);
    t.accentText = QColor(0xFF, 0xFF, 0xFF);
    t.good = QColor(0x17, 0x73, 0x33);
    t.warning = QColor(0x8A, 0x55, 0x00);
    t.bad = QColor(0xB8, 0x1A, 0x24);
    t.linkUp = QColor(0x5B, 0x67, 0x75);
    t.linkDown = QColor(0xA0, 0xA8, 0xB2);
    t.linkCut = QColor(0xB8, 0x1A, 0x24);
    t.water = QColor(0xD3, 0xE3, 0xEF);
    t.land = QColor(0xF5, 0xF2, 0xEA);
    t.landBorder = QColor(0xB3, 0xAD, 0x9C);
    t.graticule = QColor(0xB9, 0xCC, 0xDA);
    return t;
}

Theme darkTheme()
{
    Theme t;
    t.dark = true;
    t.window = QColor(0x15, 0x18, 0x1C);
    t.surface = QColor(0x1D, 0x21, 0x26);
    t.raised = QColor(0x28, 0x2D, 0x34);
    t.border = QColor(0x40, 0x48, 0x52);
    t.text = QColor(0xE6, 0xE9, 0xED);
    t.mutedText = QColor(0xA6, 0xAF, 0xBA);
    t.accent = QColor(0x33, 0x72, 0xCA);
    t.accentText = QColor(0xFF, 0xFF, 0xFF);
    t.good = QColor(0x56, 0xC7, 0x86);
    t.warning = QColor(0xE4, 0xB1, 0x4F);
    t.bad = QColor(0xFF, 0x85, 0x7C);
    t.linkUp = QColor(0xA6, 0xB1, 0xBE);
    t.linkDown = QColor(0x5F, 0x69, 0x75);
    t.linkCut = QColor(0xFF, 0x85, 0x7C);
    t.water = QColor(0x12, 0x1D, 0x28);
    t.land = QColor(0x2B, 0x30, 0x33);
    t.landBorder = QColor(0x56, 0x5D, 0x61);
    t.graticule = QColor(0x25, 0x35, 0x44);
    return t;
}

const Theme &theme(bool dark)
{
    static const Theme light = lightTheme();
    static const Theme night = darkTheme();
    return dark ? night : light;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

constexpr quint64 updateHues = 20;
constexpr double firstUpdateHue = 115, updateHueStep = 12; // degrees

// From OkLCh, where equal lightness looks equally light at every hue, unlike in HSL.
QColor fromOkLch(double lightness, double chroma, double degrees)
{
    const double hue = degrees * std::numbers::pi / 180;
    const double a = chroma * std::cos(hue);
    const double b = chroma * std::sin(hue);
    const auto cubed = [](double x) {
        return x * x * x;
    };
    const double l = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b);
    const auto channel = [](double linear) {
        const double clamped = std::clamp(linear, 0.0, 1.0);
        return static_cast<float>(clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * std::pow(clamped, 1 / 2.4) - 0.055);
    };
    return QColor::fromRgbF(channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

QPalette paletteOf(const Theme &t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::PlaceholderText, t.mutedText);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.accentText);
    p.setColor(QPalette::Link, t.dark ? t.accent.lighter(155) : t.accent);
    p.setColor(QPalette::LinkVisited, t.mutedText);
    // The colours that Fusion shades its frames and grooves with.
    p.setColor(QPalette::Light, t.dark ? t.border : t.surface);
    p.setColor(QPalette::Midlight, t.dark ? t.raised : t.window);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.dark ? t.window.darker(140) : t.border.darker(125));
    p.setColor(QPalette::Shadow, t.dark ? t.window.darker(200) : t.mutedText);
    const QColor faded = Theme::blended(t.mutedText, t.window, 0.4);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
             QPalette::Link, QPalette::ToolTipText })
        p.setColor(QPalette::Disabled, role, faded);
    p.setColor(QPalette::Disabled, QPalette::Base, t.window);
    p.setColor(QPalette::Disabled, QPalette::Button, t.window);
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, t.mutedText);
    return p;
}

} // namespace

QColor Theme::server(int index) const
{
    static const std::array<QColor, 5> light{ QColor(0x00, 0x72, 0xB2), QColor(0xD5, 0x5E, 0x00),
        QColor(0x00, 0x9E, 0x73), QColor(0xCC, 0x79, 0xA7), QColor(0x33, 0x33, 0x33) };
    static const std::array<QColor, 5> night{ QColor(0x56, 0xB4, 0xE9), QColor(0xF0, 0x7C, 0x2C),
        QColor(0x2C, 0xC7, 0x9A), QColor(0xE2, 0x96, 0xC2), QColor(0xFF, 0xFF, 0xFF) };
    if (index < 0)
        return mutedText;
    return (dark ? night : light)[static_cast<size_t>(index) % light.size()];
}

QColor Theme::update(size_t hash) const
{
    // Hashes of neighbouring keys may be close to each other: spread them (Fibonacci hashing) before taking the hue.
    const auto spread = (static_cast<quint64>(hash) * 0x9E3779B97F4A7C15ULL) >> 40;
    // From yellowish green over blue to pink: red and amber are left out, with their surroundings.
    const double hue = firstUpdateHue + static_cast<double>(spread % updateHues) * updateHueStep;
    return dark ? fromOkLch(0.76, 0.14, hue) : fromOkLch(0.56, 0.15, hue);
}

QColor Theme::blended(const QColor &under, const QColor &over, double amount)
{
    const auto mix = [amount](int from, int to) {
        return qRound(from + (to - from) * amount);
    };
    return { mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue()) };
}

const Theme &Theme::of(const QPalette &palette)
{
    return theme(isDark(palette));
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    static const bool startedDark = isDark(QApplication::palette());
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && startedDark);
    const QPalette palette = paletteOf(theme(dark));
    QApplication::setStyle(new Style); // which takes ownership
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QFont font = application.font();
    font.setFamilies({ QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"), QStringLiteral("Liberation Sans"),
        QStringLiteral("sans-serif") });
    font.setPointSizeF(10);
    QApplication::setFont(font);
}

QFont fixedFont(const QFont &base)
{
    QFont font = base;
    font.setFamilies({ QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"),
        QStringLiteral("Liberation Mono"), QStringLiteral("monospace") });
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    return font;
}

} // namespace ui
