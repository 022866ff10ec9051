// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/map/placesreader.h"

#include "tests/ui/support/storystage.h"

#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace uitest;

class TestPlacesReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPlaces_data();
    void readsPlaces();
    void readsAttributions_data();
    void readsAttributions();
    void readsTheAnswersOfItsConversations();
};

void TestPlacesReader::readsPlaces_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("names");
    const QByteArray at = "\"geometry\":{\"location\":{\"lat\":34.1,\"lng\":-118.4}}";
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("not JSON") << QByteArray("{\"results\": [") << QStringList();
    QTest::newRow("none") << QByteArray("{\"results\":[],\"status\":\"ZERO_RESULTS\"}") << QStringList();
    QTest::newRow("two") << QByteArray("{\"results\":[{\"place_id\":\"GN1\",\"name\":\"A\"," + at
        + "},{\"place_id\":\"FAA2\",\"name\":\"B\"," + at + "}]}")
                         << QStringList{ QStringLiteral("A"), QStringLiteral("B") };
    QTest::newRow("another provider's") << QByteArray("{\"results\":[{\"place_id\":\"ChIJ\",\"name\":\"A\"," + at
        + "}]}") << QStringList();
    for (const char *drawn : { "GN1", "GN+34.1-118.4", "FAASMO", "FAA+34.1-118.4", "OSMN1", "OSMW22", "OSMR333" })
        QTest::newRow(drawn) << QByteArray("{\"results\":[{\"place_id\":\"" + QByteArray(drawn) + "\",\"name\":\"A\","
            + at + "}]}") << QStringList{ QStringLiteral("A") };
    for (const char *notDrawn : { "", "GNxyz", "OSM", "OSMN", "OSMX1", "OSMN1x", "OSMabc", "xGN1", "fake1", "EiGN1" })
        QTest::addRow("not: %s", notDrawn)
            << QByteArray("{\"results\":[{\"place_id\":\"" + QByteArray(notDrawn) + "\",\"name\":\"A\"," + at + "}]}")
            << QStringList();
    QTest::newRow("no location") << QByteArray("{\"results\":[{\"place_id\":\"GN1\",\"name\":\"A\"}]}")
                                 << QStringList();
    QTest::newRow("a name to be escaped")
        << QByteArray("{\"results\":[{\"place_id\":\"GN1\",\"name\":\"a\\nb\"," + at + "}]}")
        << QStringList{ QStringLiteral("a\\x0Ab") };
}

void TestPlacesReader::readsPlaces()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, names);
    QStringList found;
    for (const MapPin &pin : placesIn(json)) {
        found += pin.name;
        QCOMPARE(pin.latitude, 34.1);
        QCOMPARE(pin.longitude, -118.4);
    }
    QCOMPARE(found, names);
}

void TestPlacesReader::readsAttributions_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QByteArray("[]") << QString();
    QTest::newRow("OpenStreetMap") << QByteArray(
        R"(["Places: \u00a9 <a href=\"https://x/\">OpenStreetMap</a> contributors, ODbL"])")
                                   << QStringLiteral("Places: \u00a9 OpenStreetMap contributors, ODbL");
    QTest::newRow("two") << QByteArray(R"(["A <b>b</b>","C"])") << QStringLiteral("A b \u00b7 C");
    QTest::newRow("entities") << QByteArray(R"(["a &amp;lt; &lt;img src=x&gt;"])")
                              << QStringLiteral("a &lt; <img src=x>");
    QTest::newRow("a newline") << QByteArray(R"(["a\nb"])") << QStringLiteral("a\\x0Ab");
    QTest::newRow("an open tag") << QByteArray(R"(["a <img src=x"])") << QStringLiteral("a");
}

void TestPlacesReader::readsAttributions()
{
    QFETCH(QByteArray, html);
    QTEST(attributionIn("{\"html_attributions\":" + html + "}"), "text");
}

void TestPlacesReader::readsTheAnswersOfItsConversations()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    PlacesReader reader(follower);
    QList<qsizetype> counts;
    connect(&reader, &PlacesReader::found, this, [&](const QList<MapPin> &places) { counts += places.size(); });
    const auto tell = [&](EventKind kind, quint64 conversation, const QByteArray &line) {
        Event o;
        o.kind = kind;
        o.server = hill;
        o.connection = ConnectionId{ conversation };
        o.bytes = line;
        story.add(o);
    };
    reader.watch(ConnectionId{ 5 });
    for (const quint64 conversation : { quint64{ 5 }, quint64{ 6 } }) {
        tell(EventKind::UserReceived, conversation, "AT Hill +0.1 kiwi +34.1-118.4 1");
        tell(EventKind::UserReceived, conversation, "{ \"results\": [");
        tell(EventKind::UserReceived, conversation, "{\"place_id\":\"GN1\",\"name\":\"A\",");
        tell(EventKind::UserReceived, conversation, "\"geometry\":{\"location\":{\"lat\":34.1,\"lng\":-118.4}}}]}");
        tell(EventKind::UserReceived, conversation, "");
    }
    tell(EventKind::UserReceived, 5, "{}"); // a second answer on the same connection, without its end
    tell(EventKind::UserEnded, 5, {});
    tell(EventKind::UserReceived, 5, "{}");
    tell(EventKind::UserEnded, 5, {});
    catchUp(follower, story);
    QCOMPARE(counts, (QList<qsizetype>{ 1, 0 }));
}

HERD_TEST(TestPlacesReader)
#include "tst_placesreader.moc"
