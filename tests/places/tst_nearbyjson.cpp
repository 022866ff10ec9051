// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/nearbyjson.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace herdcore::places;

namespace {

Hit westwood()
{
    return { "Westwood", 34.05612, -118.43063, PlaceKind::Neighborhood, "GN5408522", {}, 1.9 };
}

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

}

class TestNearbyJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksLikeGoogles();
    void withoutResults_data();
    void withoutResults();
    void typesAndVicinity_data();
    void typesAndVicinity();
    void spellsCoordinates_data();
    void spellsCoordinates();
    void escapes_data();
    void escapes();
    void failure();
    void squeezes_data();
    void squeezes();
};

void TestNearbyJson::looksLikeGoogles()
{
    Hit airport{ "SANTA MONICA MUNI", 34.015822, -118.451306, PlaceKind::Airport, "FAASMO", "SANTA MONICA", 5.9 };
    const QByteArray json = nearbyJson({ { westwood(), airport }, true, { "A <b>", "B" } });
    const QByteArray expected = R"({
   "html_attributions" : [
      "A \u003cb\u003e",
      "B"
   ],
   "results" : [
      {
         "geometry" : {
            "location" : {
               "lat" : 34.05612,
               "lng" : -118.43063
            }
         },
         "name" : "Westwood",
         "place_id" : "GN5408522",
         "reference" : "GN5408522",
         "types" : [ "neighborhood", "political" ]
      },
      {
         "geometry" : {
            "location" : {
               "lat" : 34.015822,
               "lng" : -118.451306
            }
         },
         "name" : "SANTA MONICA MUNI",
         "place_id" : "FAASMO",
         "reference" : "FAASMO",
         "types" : [ "airport", "point_of_interest", "establishment" ],
         "vicinity" : "SANTA MONICA"
      }
   ],
   "status" : "OK"
})";
    QCOMPARE(json, expected);
    QCOMPARE(squeezeNewlines(json), json);
    QCOMPARE(parsed(json).value(QLatin1String("results")).toArray().size(), 2);
}

void TestNearbyJson::withoutResults_data()
{
    QTest::addColumn<bool>("placesExist");
    QTest::addColumn<QString>("status");
    QTest::newRow("none there") << false << QStringLiteral("ZERO_RESULTS");
    QTest::newRow("none asked for") << true << QStringLiteral("OK");
}

void TestNearbyJson::withoutResults()
{
    QFETCH(bool, placesExist);
    QFETCH(QString, status);
    const QJsonObject object = parsed(nearbyJson({ {}, placesExist, {} }));
    QCOMPARE(object.size(), 3);
    QCOMPARE(object.value(QLatin1String("status")).toString(), status);
    QVERIFY(object.value(QLatin1String("results")).isArray());
    QVERIFY(object.value(QLatin1String("results")).toArray().isEmpty());
    QVERIFY(object.value(QLatin1String("html_attributions")).toArray().isEmpty());
}

void TestNearbyJson::typesAndVicinity_data()
{
    QTest::addColumn<PlaceKind>("kind");
    QTest::addColumn<QByteArray>("vicinity");
    QTest::addColumn<QStringList>("types");
    const QStringList place{ QStringLiteral("point_of_interest"), QStringLiteral("establishment") };
    QTest::newRow("locality") << PlaceKind::Locality << QByteArray()
                              << QStringList{ QStringLiteral("locality"), QStringLiteral("political") };
    QTest::newRow("neighborhood") << PlaceKind::Neighborhood << QByteArray()
                                  << QStringList{ QStringLiteral("neighborhood"), QStringLiteral("political") };
    QTest::newRow("airport") << PlaceKind::Airport << QByteArray("TOWN")
                             << (QStringList{ QStringLiteral("airport") } + place);
    QTest::newRow("heliport") << PlaceKind::Heliport << QByteArray("TOWN")
                              << (QStringList{ QStringLiteral("airport"), QStringLiteral("heliport") } + place);
}

void TestNearbyJson::typesAndVicinity()
{
    QFETCH(PlaceKind, kind);
    QFETCH(QByteArray, vicinity);
    QFETCH(QStringList, types);
    Hit hit = westwood();
    hit.kind = kind;
    hit.vicinity = vicinity;
    const QJsonObject object = parsed(nearbyJson({ { hit }, true, {} }));
    const QJsonObject result = object.value(QLatin1String("results")).toArray().at(0).toObject();
    QCOMPARE(result.value(QLatin1String("types")).toVariant().toStringList(), types);
    QCOMPARE(result.contains(QLatin1String("vicinity")), !vicinity.isEmpty());
    QCOMPARE(result.value(QLatin1String("vicinity")).toString(), QString::fromUtf8(vicinity));
}

void TestNearbyJson::spellsCoordinates_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("five decimals") << 34.06893 << QByteArray("34.06893");
    QTest::newRow("negative") << -118.445127 << QByteArray("-118.445127");
    QTest::newRow("whole") << 90.0 << QByteArray("90");
    QTest::newRow("small, no exponent") << 0.00001 << QByteArray("0.00001");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
}

void TestNearbyJson::spellsCoordinates()
{
    QFETCH(double, number);
    QFETCH(QByteArray, text);
    Hit hit = westwood();
    hit.latitude = number;
    hit.longitude = number;
    const QByteArray json = nearbyJson({ { hit }, true, {} });
    QVERIFY2(json.contains(QByteArray("\"lat\" : " + text + ",\n")), json.constData());
    QVERIFY2(json.contains(QByteArray("\"lng\" : " + text + '\n')), json.constData());
}

void TestNearbyJson::escapes_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("spelled");
    QTest::newRow("plain") << QByteArray("Hill") << QByteArray("Hill");
    QTest::newRow("quote and backslash") << QByteArray(R"(a"b\c)") << QByteArray(R"(a\"b\\c)");
    QTest::newRow("line ends and tab") << QByteArray("a\n\n\r\tb") << QByteArray(R"(a\n\n\r\tb)");
    QTest::newRow("control bytes") << QByteArray("a\0\x1b\x1f\x7f", 5) << QByteArray(R"(a\u0000\u001b\u001f\u007f)");
    QTest::newRow("html") << QByteArray("<b>&</b>") << QByteArray(R"(\u003cb\u003e&\u003c/b\u003e)");
    QTest::newRow("utf-8 stays") << QByteArray("Sant Julià 東京 😂") << QByteArray("Sant Julià 東京 😂");
    QTest::newRow("not utf-8") << QByteArray("a\xff"
                                             "b")
                               << QByteArray("a\xef\xbf\xbd"
                                             "b");
    QTest::newRow("cut utf-8") << QByteArray("a\xc3") << QByteArray("a\xef\xbf\xbd");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80\"") << QByteArray(R"(???\")").replace("?", "\xef\xbf\xbd");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestNearbyJson::escapes()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, spelled);
    Hit hit = westwood();
    hit.name = name;
    const QByteArray json = nearbyJson({ { hit }, true, { name } });
    QVERIFY2(json.contains(QByteArray("\"name\" : \"" + spelled + "\",\n")), json.constData());
    QVERIFY2(json.contains(QByteArray("      \"" + spelled + "\"\n")), json.constData());
    const QJsonObject result = parsed(json).value(QLatin1String("results")).toArray().at(0).toObject();
    QCOMPARE(result.value(QLatin1String("name")).toString(), QString::fromUtf8(name));
    QCOMPARE(squeezeNewlines(json), json);
}

void TestNearbyJson::failure()
{
    const QByteArray json = failureJson("REQUEST_DENIED", "No \"key\"\n\ngiven");
    const QByteArray expected = R"({
   "error_message" : "No \"key\"\n\ngiven",
   "html_attributions" : [],
   "results" : [],
   "status" : "REQUEST_DENIED"
})";
    QCOMPARE(json, expected);
    QCOMPARE(parsed(json).size(), 4);
}

void TestNearbyJson::squeezes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("squeezed");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("no newline") << QByteArray("{}") << QByteArray("{}");
    QTest::newRow("single ones stay") << QByteArray("{\n}\n[\n]") << QByteArray("{\n}\n[\n]");
    QTest::newRow("runs") << QByteArray("{\n\n\n}\n\n[") << QByteArray("{\n}\n[");
    QTest::newRow("trailing") << QByteArray("{}\n\n\n") << QByteArray("{}");
    QTest::newRow("trailing single") << QByteArray("{}\n") << QByteArray("{}");
    QTest::newRow("leading run") << QByteArray("\n\n{}") << QByteArray("\n{}");
    QTest::newRow("only newlines") << QByteArray("\n\r\n\n") << QByteArray();
    QTest::newRow("single CR LF stays") << QByteArray("{\r\n}") << QByteArray("{\r\n}");
    QTest::newRow("run of CR LF") << QByteArray("{\r\n\r\n}\r\n\r\n") << QByteArray("{\r\n}");
    QTest::newRow("mixed run") << QByteArray("{\n\r\n\n}") << QByteArray("{\n}");
    QTest::newRow("CR alone stays") << QByteArray("a\r\rb\r") << QByteArray("a\r\rb");
    QTest::newRow("blanks between stay") << QByteArray("a\n \n  b ") << QByteArray("a\n \n  b ");
    QTest::newRow("escaped ones stay") << QByteArray(R"({"a":"\n\n"})") << QByteArray(R"({"a":"\n\n"})");
    QTest::newRow("NUL and bytes stay") << QByteArray("\0\n\n\xff\n", 5) << QByteArray("\0\n\xff", 3);
}

void TestNearbyJson::squeezes()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, squeezed);
    QCOMPARE(squeezeNewlines(body), squeezed);
    QCOMPARE(squeezeNewlines(squeezed), squeezed);
}

HERD_TEST(TestNearbyJson)
#include "tst_nearbyjson.moc"
