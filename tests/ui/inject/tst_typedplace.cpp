// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/inject/typedplace.h"

#include <QTest>

using namespace ui;

class TestTypedPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
};

void TestTypedPlace::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("inLatitude"); // typed into the field of latitudes: "latitude longitude", - for nothing
    const auto row = [](const char *text, const char *place) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(place);
    };
    // one number
    row("48.137154", "48.137154 -");
    row("48,137154", "48.137154 -");
    row(" -48 ", "-48.000000 -");
    row("\u221248,5", "-48.500000 -");
    row("+0", "0.000000 -");
    row("90", "90.000000 -");
    row("48\u00b0", "48.000000 -");
    row("48.5 N", "48.500000 -");
    row("S48.5", "-48.500000 -");
    row("48 08 13.8", "48.137167 -");
    // pairs
    row("48.137154, 11.576124", "48.137154 11.576124");
    row("48.137154,11.576124", "48.137154 11.576124");
    row("48.137154 11.576124", "48.137154 11.576124");
    row("48.137154\t-11.576124\n", "48.137154 -11.576124");
    row("(48.137154, 11.576124)", "48.137154 11.576124");
    row("[34.06893,-118.445127]", "34.068930 -118.445127");
    row("48,137154; 11,576124", "48.137154 11.576124");
    row("48,137154, 11,576124", "48.137154 11.576124");
    row("48,137154 11,576124", "48.137154 11.576124");
    row("48,137154,11,576124", "48.137154 11.576124");
    row("34.06893, \u2212118.445127", "34.068930 -118.445127");
    row("48, 11", "48.000000 11.000000");
    row("48,11", "48.110000 -"); // a decimal comma
    row("90, -180", "90.000000 -180.000000");
    row("48.137154\u00b0, 11.576124\u00b0", "48.137154 11.576124");
    row("48.137154\u00b0 N, 11.576124\u00b0 E", "48.137154 11.576124");
    row("48.137154N 11.576124E", "48.137154 11.576124");
    row("11.576124 E, 48.137154 N", "48.137154 11.576124");
    row("n48.137154 w11.576124", "48.137154 -11.576124");
    // ISO 6709
    row("+34.068930-118.445127", "34.068930 -118.445127");
    row("+48.137154+011.576124/", "48.137154 11.576124");
    row("+48.1372+011.5761+519CRSWGS_84/", "48.137200 11.576100");
    row("+4808.23+01134.57/", "48.137167 11.576167");
    row("+480813.8-0113434/", "48.137167 -11.576111");
    row("-90-180/", "-90.000000 -180.000000");
    // degrees, minutes, seconds
    row("48\u00b008'13.8\"N 11\u00b034'34.0\"E", "48.137167 11.576111");
    row("48\u00b0 08\u2032 13,8\u2033 N, 11\u00b0 34\u2032 34\u2033 W", "48.137167 -11.576111");
    row("48\u00b0 8\u2019 14\u201d N 11\u00b0 34\u2019 31\u201d E", "48.137222 11.575278");
    row("N 48\u00b0 08.230' E 011\u00b0 34.567'", "48.137167 11.576117");
    row("48 08 13.8 11 34 34", "48.137167 11.576111");
    row("48 08.230 N 11 34.567 E", "48.137167 11.576117");
    row("48\u00b008'13.8'' -11\u00b034'34''", "48.137167 -11.576111");
    // links
    row("https://www.google.com/maps/@34.0689,-118.4451,15z", "34.068900 -118.445100");
    row("https://www.google.com/maps/place/UCLA/@34.07,-118.45,17z/"
        "data=!3m1!4b1!4m6!3m5!1s0x80c2!8m2!3d34.0689!4d-118.4451!16s",
        "34.068900 -118.445100");
    row("https://www.google.com/maps/search/?api=1&query=34.0689%2C-118.4451", "34.068900 -118.445100");
    row("https://www.google.com/maps/place/34.0689,-118.4451", "34.068900 -118.445100");
    row("https://maps.google.de/?q=loc:34.0689,-118.4451", "34.068900 -118.445100");
    row("maps.google.com/?ll=34.0689,-118.4451&z=15", "34.068900 -118.445100");
    row("https://www.openstreetmap.org/#map=15/34.0689/-118.4451", "34.068900 -118.445100");
    row("https://www.openstreetmap.org/?mlat=34.0689&mlon=-118.4451#map=15/34.1/-118.5", "34.068900 -118.445100");
    row("https://www.bing.com/maps?cp=34.0689%7E-118.4451&lvl=15", "34.068900 -118.445100");
    row("https://www.bing.com/maps?sp=point.34.0689_-118.4451_UCLA", "34.068900 -118.445100");
    row("https://maps.apple.com/?ll=34.0689,-118.4451&q=UCLA", "34.068900 -118.445100");
    row("https://maps.apple.com/place?coordinate=34.0689,-118.4451&name=UCLA", "34.068900 -118.445100");
    row("https://wego.here.com/?map=34.0689,-118.4451,15,normal", "34.068900 -118.445100");
    row("https://share.here.com/l/34.0689,-118.4451,UCLA", "34.068900 -118.445100");
    row("https://www.waze.com/ul?ll=34.0689%2C-118.4451&navigate=yes", "34.068900 -118.445100");
    row("https://www.waze.com/live-map/directions?to=ll.34.0689%2C-118.4451", "34.068900 -118.445100");
    row("https://yandex.com/maps/?ll=-118.4451%2C34.0689&z=15", "34.068900 -118.445100");
    row("https://mapy.cz/zakladni?x=-118.4451&y=34.0689&z=15", "34.068900 -118.445100");
    row("geo:34.0689,-118.4451;u=35", "34.068900 -118.445100");
    row("geo:0,0?q=34.0689,-118.4451(UCLA)", "34.068900 -118.445100");
}

void TestTypedPlace::understands()
{
    QFETCH(const QString, text);
    QFETCH(const QString, inLatitude);
    const TypedPlace place = TypedPlace::of(text, Axis::Latitude);
    QCOMPARE(place.problem, QString());
    const auto shown = [](const std::optional<double> &degrees) {
        return degrees ? QString::number(*degrees, 'f', 6) : QStringLiteral("-");
    };
    QCOMPARE(shown(place.latitude) % QLatin1Char(' ') % shown(place.longitude), inLatitude);
    if (place.isPair()) {
        const TypedPlace same = TypedPlace::of(text, Axis::Longitude);
        QCOMPARE(same.latitude, place.latitude);
        QCOMPARE(same.longitude, place.longitude);
    }
}

void TestTypedPlace::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("asLongitude");
    QTest::addColumn<QString>("inMessage");
    const auto row = [](const char *text, const char *inMessage, bool asLongitude = false) {
        QTest::newRow(text) << QString::fromUtf8(text) << asLongitude << QString::fromUtf8(inMessage);
    };
    row("", "Enter a latitude");
    row("  ", "Enter a longitude", true);
    row("kiwi", "Not a latitude");
    row("90.000001", "beyond 90");
    row("-91", "beyond 90");
    row("180.000001", "beyond 180", true);
    row("-118.445127, 34.06893", "latitude comes first");
    row("95, 200", "beyond 90 degrees.");
    row("48.1.2", "Not a latitude");
    row("48,1,2", "Not a latitude");
    row("1.234.567", "Not a latitude");
    row("1e1", "Not a latitude");
    row("nan", "Not a latitude");
    row("0x10", "Not a latitude");
    row("48 11 3 5 6", "Not a latitude");
    row("48, 11, 3", "Not a latitude");
    row("48\u00b060'0\"N 11\u00b00'0\"E", "Not a latitude");
    row("48\u00b00'60\"N 11\u00b00'0\"E", "Not a latitude");
    row("48.5\u00b030'", "Not a latitude");
    row("-48 S", "Not a latitude");
    row("48 N, 11 N", "Not a latitude");
    row("48 N, 11", "Not a latitude");
    row("48 E", "This is a longitude");
    row("48 N", "This is a latitude", true);
    row("48\u00b08'14\" N, 11\u00b034'31\" O", "O is east in German");
    row("+486013+0113434/", "Not a latitude");
    row("+481+011/", "Not a latitude");
    row("\u201348.1", "U+2013 at character 1 is not a minus sign");
    row("\uff14\uff18.1", "U+FF14 at character 1 is not \"4\"");
    row("4\u200b8.1", "U+200B at character 2 is not visible");
    row("https://maps.app.goo.gl/abc", "No coordinates in this link");
    row("https://osm.org/go/TcuD", "No coordinates in this link");
    row("https://example.org/?ll=34.0689,-118.4451", "No coordinates in this link");
    row("geo:91,0", "beyond 90");
}

void TestTypedPlace::refuses()
{
    QFETCH(const QString, text);
    QFETCH(const bool, asLongitude);
    QFETCH(const QString, inMessage);
    const TypedPlace place = TypedPlace::of(text, asLongitude ? Axis::Longitude : Axis::Latitude);
    QVERIFY2(place.problem.contains(inMessage), qPrintable(place.problem));
}

HERD_TEST(TestTypedPlace)
#include "tst_typedplace.moc"
