// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/geocircle.h"
#include "herdcore/places/placesfactory.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace herdcore::places;
using namespace Qt::StringLiterals;

class SyntheticSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsAskedForEverywhere_data();
    void findsWhatIsAskedForEverywhere();
};

void SyntheticSourceTest::findsWhatIsAskedForEverywhere_data()
{
    QTest::addColumn<PlacesQuery>("query");
    QTest::newRow("in the sea") << PlacesQuery{ 34.06894, -119.445127, 10, 5 };
    QTest::newRow("north pole") << PlacesQuery{ 90, 0, 50, 20 };
    QTest::newRow("south pole") << PlacesQuery{ -90, 0, 50, 20 };
    QTest::newRow("where the day begins") << PlacesQuery{ 0, 180, 50, 20 };
    QTest::newRow("no radius") << PlacesQuery{ 10, 10, 0, 3 };
    QTest::newRow("one") << PlacesQuery{ 10, 10, 1, 1 };
    QTest::newRow("none") << PlacesQuery{ 10, 10, 1, 0 };
}

void SyntheticSourceTest::findsWhatIsAskedForEverywhere()
{
    QFETCH(PlacesQuery, query);
    const auto source = makePlacesSource({ u"always-ok"_s });
    PlacesAnswer answer;
    source->ask(query, [&answer](const PlacesAnswer &given) { answer = given; });
    QCOMPARE(answer.reason, herdcore::base::Reason::None);
    QCOMPARE(answer.count, query.bound);
    QVERIFY(answer.mayBeStored);
    const QJsonObject reply = QJsonDocument::fromJson(answer.json).object();
    QCOMPARE(reply["status"_L1].toString(), u"OK"_s);
    QVERIFY(reply["html_attributions"_L1][0].toString().contains(u"none of them exists"_s));
    const QJsonArray results = reply["results"_L1].toArray();
    QCOMPARE(results.size(), query.bound);
    QStringList names;
    const GeoCircle circle(query.latitude, query.longitude, query.radiusKm);
    for (const auto &one : results) {
        const QJsonValue spot = one["geometry"_L1]["location"_L1];
        QVERIFY(circle.distanceKm(spot["lat"_L1].toDouble(), spot["lng"_L1].toDouble()) <= query.radiusKm);
        QVERIFY(one["name"_L1].toString().contains(u"does not exist"_s));
        QVERIFY(one["place_id"_L1].toString().startsWith(u"SYNTHETIC"_s));
        names += one["name"_L1].toString();
    }
    QCOMPARE(names.removeDuplicates(), 0);
}

HERD_TEST(SyntheticSourceTest)
#include "tst_syntheticsource.moc"
