// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QStyle>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

using ui::Theme;
using ui::ThemeChoice;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({ luminance(a), luminance(b) });
    return (high + 0.05) / (low + 0.05);
}

// The hue as people see it, in degrees (OkLab).
double hue(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double r = linear(color.redF()), g = linear(color.greenF()), b = linear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return qRadiansToDegrees(std::atan2(0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s));
}

double hueApart(const QColor &a, const QColor &b)
{
    const double apart = std::abs(hue(a) - hue(b));
    return std::min(apart, 360 - apart);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void textIsReadableOnEveryBackground();
    void coloursOfThingsStandOutOnTheSurface();
    void paletteCarriesTheTheme();
    void updatesDiffer();
    void updatesKeepClearOfFaultsAndErrors();
    void serversKeepTheirFamilyInBothThemes();
    void serversRepeatAfterFive();

private:
    static const Theme &current() { return Theme::of(QApplication::palette()); }
};

void TestTheme::initTestCase_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::init()
{
    QFETCH_GLOBAL(const bool, dark);
    ui::applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QCOMPARE(current().dark, dark);
}

void TestTheme::textIsReadableOnEveryBackground()
{
    const Theme &t = current();
    for (const QColor &background : { t.window, t.surface, t.raised }) {
        for (const QColor &ink : { t.text, t.mutedText, t.good, t.warning, t.bad }) {
            QVERIFY2(contrast(ink, background) >= 4.5,
                qPrintable(ink.name() + QLatin1String(" on ") + background.name() + QLatin1Char(' ')
                    + QString::number(contrast(ink, background))));
        }
    }
    QVERIFY(contrast(t.accentText, t.accent) >= 4.5);
    QVERIFY(contrast(QApplication::palette().color(QPalette::Link), t.surface) >= 4.5);
}

void TestTheme::coloursOfThingsStandOutOnTheSurface()
{
    const Theme &t = current();
    for (int i = 0; i < 5; ++i)
        QVERIFY2(contrast(t.server(i), t.surface) >= 3, qPrintable(t.server(i).name()));
    for (size_t hash = 0; hash < 500; ++hash)
        QVERIFY2(contrast(t.update(hash), t.surface) >= 3, qPrintable(t.update(hash).name()));
    for (const QColor &color : { t.accent, t.linkUp, t.linkCut })
        QVERIFY2(contrast(color, t.surface) >= 3, qPrintable(color.name()));
}

void TestTheme::paletteCarriesTheTheme()
{
    const QPalette palette = QApplication::palette();
    QCOMPARE(palette.color(QPalette::Base), current().surface);
    QCOMPARE(palette.color(QPalette::PlaceholderText), current().mutedText);
    QVERIFY(palette.color(QPalette::Disabled, QPalette::Text) != palette.color(QPalette::Active, QPalette::Text));
    const auto *style = qobject_cast<const ui::Style *>(QApplication::style());
    QVERIFY(style);
    QCOMPARE(style->baseStyle()->name(), QStringLiteral("fusion"));
    // The frame of a field can be told from the window around it.
    QLineEdit field;
    field.resize(120, 30);
    const QImage picture = field.grab().toImage();
    const int frame = qGray(picture.pixel(60, 0));
    QVERIFY2(std::abs(frame - qGray(field.palette().window().color().rgb())) >= 25, qPrintable(QString::number(frame)));
    QCOMPARE(QApplication::font().pointSizeF(), 10.0);
}

void TestTheme::updatesDiffer()
{
    std::set<QRgb> colours;
    for (size_t hash = 1000; hash < 1050; ++hash)
        colours.insert(current().update(hash).rgb());
    QVERIFY2(colours.size() >= 16, qPrintable(QString::number(colours.size())));
    QCOMPARE(current().update(77), current().update(77));
}

void TestTheme::updatesKeepClearOfFaultsAndErrors()
{
    const Theme &t = current();
    for (size_t hash = 0; hash < 500; ++hash) {
        for (const QColor &meaning : { t.bad, t.warning, t.linkCut })
            QVERIFY2(hueApart(t.update(hash), meaning) >= 25,
                qPrintable(t.update(hash).name() % QLatin1String(" and ") % meaning.name()));
    }
}

void TestTheme::serversKeepTheirFamilyInBothThemes()
{
    ui::applyTheme(*qApp, ThemeChoice::Light);
    const Theme &light = current();
    ui::applyTheme(*qApp, ThemeChoice::Dark);
    const Theme &dark = current();
    for (int i = 0; i < 4; ++i) {
        QVERIFY2(hueApart(light.server(i), dark.server(i)) < 20, qPrintable(dark.server(i).name()));
        for (int other = 0; other < 4; ++other)
            QVERIFY(other == i || hueApart(light.server(i), dark.server(other)) > 20);
    }
    for (const Theme &t : { light, dark }) // the fifth has none
        QVERIFY(t.server(4).hslSaturation() == 0);
}

void TestTheme::serversRepeatAfterFive()
{
    QCOMPARE(current().server(7), current().server(2));
    QCOMPARE(current().server(-1), current().mutedText);
}

HERD_TEST(TestTheme)
#include "tst_theme.moc"
