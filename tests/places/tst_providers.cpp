// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/googlelegacyprovider.h"
#include "herdcore/places/googleprovider.h"
#include "herdcore/places/overpassprovider.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <memory>

using namespace herdcore::places;

Q_DECLARE_METATYPE(herdcore::places::PlacesQuery)

namespace {

constexpr PlacesQuery ucla{ 34.068930, -118.445127, 10, 5 };

std::unique_ptr<Provider> provider(const QByteArray &source)
{
    if (source == "google")
        return std::make_unique<GoogleProvider>();
    if (source == "google-legacy")
        return std::make_unique<GoogleLegacyProvider>();
    return std::make_unique<OverpassProvider>();
}

PlacesQuery asking(int bound)
{
    PlacesQuery query = ucla;
    query.bound = bound;
    return query;
}

const QByteArray twoOfGoogle = R"({"places":[
 {"id":"A1","types":["cafe","food"],"location":{"latitude":34.0700,"longitude":-118.44},
  "viewport":{"low":{"latitude":34.06,"longitude":-118.45},"high":{"latitude":34.08,"longitude":-118.43}},
  "displayName":{"text":"Caf\u00e9 <One>","languageCode":"en"},"shortFormattedAddress":"1 Made-up St"},
 {"id":"A2","location":{"latitude":0,"longitude":1e-5},"displayName":{"text":"Two"},
  "attributions":[{"provider":"Some & One","providerUri":"https://example.org/?a=\"b"}]}]})";

const QByteArray oneOfGoogleConverted = R"({
   "html_attributions" : [],
   "results" : [
      {
         "geometry" : {
            "location" : {
               "lat" : 34.07,
               "lng" : -118.44
            },
            "viewport" : {
               "northeast" : {
                  "lat" : 34.08,
                  "lng" : -118.43
               },
               "southwest" : {
                  "lat" : 34.06,
                  "lng" : -118.45
               }
            }
         },
         "name" : "Café \u003cOne\u003e",
         "place_id" : "A1",
         "reference" : "A1",
         "types" : [ "cafe", "food" ],
         "vicinity" : "1 Made-up St"
      }
   ],
   "status" : "OK"
})";

// From far to near, with invalid places in between.
const QByteArray someOfOverpass = R"({"version":0.6,"remark":"none","elements":[
 {"type":"node","id":7,"lat":34.0700,"lon":-118.4451,"tags":{"name":"Far","amenity":"cafe"}},
 {"type":"way","id":8,"center":{"lat":34.0690,"lon":-118.4451},"tags":{"name":"Near","shop":"yes","tourism":"museum",
   "addr:street":"Made-up St","addr:housenumber":"3","addr:city":"Town"}},
 {"type":"node","id":9,"lat":34.0700,"lon":-118.4451},
 {"type":"node","id":10,"tags":{"name":"Nowhere"}},
 {"type":"area","id":11,"lat":34.0700,"lon":-118.4451,"tags":{"name":"What"}},
 {"type":"node","id":12,"lat":934.0700,"lon":-118.4451,"tags":{"name":"Off the world"}},
 "what"]})";

const QByteArray oneOfOverpassConverted = R"({
   "html_attributions" : [
      "Places: © \u003ca href=\"https://www.openstreetmap.org/copyright\"\u003eOpenStreetMap\u003c/a\u003e contributors, ODbL"
   ],
   "results" : [
      {
         "geometry" : {
            "location" : {
               "lat" : 34.069,
               "lng" : -118.4451
            }
         },
         "name" : "Near",
         "place_id" : "OSMW8",
         "reference" : "OSMW8",
         "types" : [ "museum", "shop", "point_of_interest", "establishment" ],
         "vicinity" : "3 Made-up St, Town"
      }
   ],
   "status" : "OK"
})";

const QByteArray legacyThree
    = "\n\n {\r\n\r\n\"b\" : 1.50, \"results\": [ {\"z\":1,\n\n\"a\":2} ,\n {\"x\":[]},{} \n], \"status\":\"OK\"}\n\n";

}

// The request to each provider, and how its reply becomes an answer.
class TestProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void baseUrls_data();
    void baseUrls();
    void answers_data();
    void answers();
    void policy();
};

void TestProviders::requests_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<PlacesQuery>("query");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("body");
    const auto google = [](const char *bound, const char *radius) -> QByteArray {
        return QByteArray("{\"maxResultCount\":") + bound
            + ",\"locationRestriction\":{\"circle\":{\"center\":{\"latitude\":34.06893,\"longitude\":-118.445127},"
              "\"radius\":"
            + radius + "}}}";
    };
    const QByteArray there = "http://base:1/v1/places:searchNearby";
    QTest::newRow("google") << QByteArray("google") << ucla << there << google("5", "10000");
    QTest::newRow("google, 20") << QByteArray("google") << asking(20) << there << google("20", "10000");
    QTest::newRow("google, none") << QByteArray("google") << asking(0) << there << google("1", "10000");
    QTest::newRow("google, no radius") << QByteArray("google") << PlacesQuery{ 34.068930, -118.445127, 0, 5 } << there
                                       << google("5", "1");
    QTest::newRow("google, 50 km") << QByteArray("google") << PlacesQuery{ 34.068930, -118.445127, 50, 5 } << there
                                   << google("5", "50000");
    QTest::newRow("legacy") << QByteArray("google-legacy") << ucla
                            << QByteArray("http://base:1/maps/api/place/nearbysearch/json?location=34.06893,-118.445127"
                                          "&radius=10000&key=K-1_x")
                            << QByteArray();
    QTest::newRow("legacy, small numbers")
        << QByteArray("google-legacy") << PlacesQuery{ 0.0000001, -0.0, 0.0015, 5 }
        << QByteArray("http://base:1/maps/api/place/nearbysearch/json?location=0.0000001,0&radius=1.5&key=K-1_x")
        << QByteArray();
    QTest::newRow("overpass") << QByteArray("overpass") << ucla << QByteArray("http://base:1/api/interpreter")
                              << QByteArray("[out:json][timeout:10];nwr(around:10000,34.06893,-118.445127)[\"name\"]"
                                            "[~\"^(amenity|tourism|shop|leisure)$\"~\".\"];out center tags 200;");
}

void TestProviders::requests()
{
    QFETCH(QByteArray, source);
    QFETCH(PlacesQuery, query);
    const FetchRequest request = provider(source)->request(query, { QUrl(QStringLiteral("http://base:1")), "K-1_x" });
    QTEST(request.url.toEncoded(), "url");
    QTEST(request.body, "body");
    const bool hasKey = std::find(request.headers.begin(), request.headers.end(),
                            std::pair<QByteArray, QByteArray>("X-Goog-Api-Key", "K-1_x"))
        != request.headers.end();
    QCOMPARE(hasKey, source == "google");
}

void TestProviders::baseUrls_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("url");
    QTest::newRow("bare") << QStringLiteral("https://x") << QStringLiteral("https://x/api/interpreter");
    QTest::newRow("slash") << QStringLiteral("https://x/") << QStringLiteral("https://x/api/interpreter");
    QTest::newRow("path") << QStringLiteral("https://x/a/") << QStringLiteral("https://x/a/api/interpreter");
    QTest::newRow("whole") << QStringLiteral("https://x/api/interpreter")
                           << QStringLiteral("https://x/api/interpreter");
}

void TestProviders::baseUrls()
{
    QFETCH(QString, base);
    QTEST(urlOf(QUrl(base), QStringLiteral("/api/interpreter")).toString(), "url");
}

void TestProviders::answers_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("bound");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, const char *source, int bound, const QByteArray &body, const QByteArray &json,
                         int count) {
        QTest::newRow(name) << QByteArray(source) << bound << body << json << count;
    };
    const QByteArray zero
        = "{\n   \"html_attributions\" : [],\n   \"results\" : [],\n   \"status\" : \"ZERO_RESULTS\"\n}";
    row("google", "google", 1, twoOfGoogle, oneOfGoogleConverted, 1);
    row("google, none asked for", "google", 0, twoOfGoogle, QByteArray(zero).replace("ZERO_RESULTS", "OK"), 0);
    row("google, none there", "google", 5, "{}", zero, 0);
    row("google, none there, told so", "google", 5, " {\"places\":[]}\n", zero, 0);
    row("overpass", "overpass", 1, someOfOverpass, oneOfOverpassConverted, 1);
    row("overpass, none there", "overpass", 5, "{\"elements\":[]}",
        oneOfOverpassConverted.left(oneOfOverpassConverted.indexOf("[\n      {"))
            + "[],\n   \"status\" : \"ZERO_RESULTS\"\n}",
        0);
    row("legacy, all", "google-legacy", 3, legacyThree,
        "{\r\n\"b\" : 1.50, \"results\": [ {\"z\":1,\n\"a\":2} ,\n {\"x\":[]},{} \n], \"status\":\"OK\"}", 3);
    row("legacy, more than there are", "google-legacy", 20, legacyThree,
        "{\r\n\"b\" : 1.50, \"results\": [ {\"z\":1,\n\"a\":2} ,\n {\"x\":[]},{} \n], \"status\":\"OK\"}", 3);
    row("legacy, two", "google-legacy", 2, legacyThree,
        "{\r\n\"b\" : 1.50, \"results\": [ {\"z\":1,\n\"a\":2} ,\n {\"x\":[]} \n], \"status\":\"OK\"}", 2);
    row("legacy, one", "google-legacy", 1, legacyThree,
        "{\r\n\"b\" : 1.50, \"results\": [ {\"z\":1,\n\"a\":2} \n], \"status\":\"OK\"}", 1);
    row("legacy, none asked for", "google-legacy", 0, legacyThree,
        "{\r\n\"b\" : 1.50, \"results\": [], \"status\":\"OK\"}", 0);
    row("legacy, none there", "google-legacy", 5, "{\"status\":\"ZERO_RESULTS\",\"results\" : [ ]}",
        "{\"status\":\"ZERO_RESULTS\",\"results\" : [ ]}", 0);
    row("legacy, the key of results in escapes", "google-legacy", 1, R"({"status":"OK","r\u0065sults":[{},{}]})",
        R"({"status":"OK","r\u0065sults":[{}]})", 1);
}

void TestProviders::answers()
{
    QFETCH(QByteArray, source);
    QFETCH(int, bound);
    QFETCH(QByteArray, body);
    const auto reading = provider(source)->read(asking(bound), body);
    QVERIFY(reading);
    QTEST(reading->json, "json");
    QTEST(reading->count, "count");
    QCOMPARE(reading->reason, herdcore::base::Reason::None);
}

void TestProviders::policy()
{
    QCOMPARE(provider("google")->policy().mayBeStored, false);
    QCOMPARE(provider("google-legacy")->policy().mayBeStored, false);
    QCOMPARE(provider("overpass")->policy().mayBeStored, true);
    QCOMPARE(provider("overpass")->policy().atOnce, 2);
    QCOMPARE(provider("overpass")->policy().backOff.firstMs, 30'000);
    QCOMPARE(provider("google")->policy().atOnce, 10);
}

HERD_TEST(TestProviders)
#include "tst_providers.moc"
