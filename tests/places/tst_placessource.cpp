// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/gazetteersource.h"
#include "herdcore/places/placesfactory.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <optional>

using namespace herdcore::places;
using herdcore::base::Reason;

namespace {

// What the source answered before ask() returned; nothing if it did not.
std::optional<PlacesAnswer> answer(PlacesSource &source, const PlacesQuery &query)
{
    std::optional<PlacesAnswer> answer;
    int calls = 0;
    source.ask(query, [&](PlacesAnswer given) {
        answer = std::move(given);
        ++calls;
    });
    return calls == 1 ? answer : std::nullopt;
}

}

class TestPlacesSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factory_data();
    void factory();
    void everyNameIsMade();
    void answersAtOnce_data();
    void answersAtOnce();
    void emptyGazetteerFails();
};

void TestPlacesSource::factory_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("made");
    QTest::newRow("gazetteer") << QStringLiteral("gazetteer") << true;
    QTest::newRow("google") << QStringLiteral("google") << true;
    QTest::newRow("google-legacy") << QStringLiteral("google-legacy") << true;
    QTest::newRow("overpass") << QStringLiteral("overpass") << true;
    QTest::newRow("always-ok") << QStringLiteral("always-ok") << true;
    QTest::newRow("wrong case") << QStringLiteral("Gazetteer") << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("unknown") << QStringLiteral("atlas") << false;
}

void TestPlacesSource::factory()
{
    QFETCH(QString, name);
    QFETCH(bool, made);
    QCOMPARE(makePlacesSource({ name }) != nullptr, made);
}

void TestPlacesSource::everyNameIsMade()
{
    QCOMPARE(placesSourceNames().value(0), QStringLiteral("gazetteer"));
    for (const QString &name : placesSourceNames())
        QVERIFY2(makePlacesSource({ name }), qPrintable(name));
}

void TestPlacesSource::answersAtOnce_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("radiusKm");
    QTest::addColumn<int>("bound");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("status");
    const QString ok = QStringLiteral("OK");
    const QString zero = QStringLiteral("ZERO_RESULTS");
    constexpr double lat = 34.068930;
    constexpr double lon = -118.445127;
    QTest::newRow("UCLA, 20") << lat << lon << 10.0 << 20 << 20 << ok;
    QTest::newRow("UCLA, 19") << lat << lon << 10.0 << 19 << 19 << ok;
    QTest::newRow("UCLA, 1") << lat << lon << 10.0 << 1 << 1 << ok;
    QTest::newRow("UCLA, none asked for") << lat << lon << 10.0 << 0 << 0 << ok;
    QTest::newRow("UCLA, 50 km") << lat << lon << 50.0 << 20 << 20 << ok;
    QTest::newRow("UCLA, radius 0") << lat << lon << 0.0 << 20 << 0 << zero;
    QTest::newRow("the Pacific") << -30.0 << -150.0 << 50.0 << 20 << 0 << zero;
    QTest::newRow("the Pacific, none asked for") << -30.0 << -150.0 << 50.0 << 0 << 0 << zero;
}

void TestPlacesSource::answersAtOnce()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(double, radiusKm);
    QFETCH(int, bound);
    QFETCH(int, count);
    QFETCH(QString, status);
    const auto source = makePlacesSource({});
    const auto given = answer(*source, { latitude, longitude, radiusKm, bound });
    QVERIFY(given);
    QCOMPARE(given->count, count);
    QCOMPARE(given->reason, Reason::None);
    QVERIFY(!given->json.contains("\n\n") && !given->json.endsWith('\n'));

    const QJsonObject object = QJsonDocument::fromJson(given->json).object();
    QCOMPARE(object.keys(),
        (QStringList{ QStringLiteral("html_attributions"), QStringLiteral("results"), QStringLiteral("status") }));
    QCOMPARE(object.value(QLatin1String("status")).toString(), status);
    const QJsonArray results = object.value(QLatin1String("results")).toArray();
    QCOMPARE(int(results.size()), count);
    for (const QJsonValue &result : results) {
        const QString id = result[QLatin1String("place_id")].toString();
        QVERIFY(id.startsWith(QLatin1String("GN")) || id.startsWith(QLatin1String("FAA")));
        QVERIFY(result[QLatin1String("geometry")][QLatin1String("location")][QLatin1String("lat")].isDouble());
        QVERIFY(result[QLatin1String("geometry")][QLatin1String("location")][QLatin1String("lng")].isDouble());
        QVERIFY(!result[QLatin1String("name")].toString().isEmpty());
        QVERIFY(!result[QLatin1String("types")].toArray().isEmpty());
    }
    const QString attributions = object.value(QLatin1String("html_attributions")).toVariant().toStringList().join(u' ');
    QVERIFY(attributions.contains(QLatin1String("GeoNames")) && attributions.contains(QLatin1String("CC BY 4.0")));
}

void TestPlacesSource::emptyGazetteerFails()
{
    GazetteerSource source(std::make_shared<const Gazetteer>(QByteArray()));
    const auto given = answer(source, { 34, -118, 10, 20 });
    QVERIFY(given);
    QCOMPARE(given->reason, Reason::PlacesFailed);
    QCOMPARE(given->count, 0);
    const QJsonObject object = QJsonDocument::fromJson(given->json).object();
    QCOMPARE(object.value(QLatin1String("status")).toString(), QStringLiteral("UNKNOWN_ERROR"));
    QVERIFY(!object.value(QLatin1String("error_message")).toString().isEmpty());
    QVERIFY(object.value(QLatin1String("results")).toArray().isEmpty());
}

HERD_TEST(TestPlacesSource)
#include "tst_placessource.moc"
