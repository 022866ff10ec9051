// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/herdstory.h"
#include "tests/support/testmain.h"
#include "ui/live/topologyglyphs.h"
#include "ui/topology/ringorder.h"
#include "ui/topology/topologycamera.h"
#include "ui/topology/topologylayout.h"

#include <QLineF>
#include <QtTest>

#include <limits>

using namespace uitest;
using herdcore::profile::LinkProfile;
using ui::TopologyLayout;

namespace {

ServerIndex server(int index)
{
    return ServerIndex{ static_cast<std::int16_t>(index) };
}

// A ring with a chord here and there.
Profile ringOf(int servers)
{
    Profile profile;
    for (int i = 0; i < servers; ++i)
        profile.servers.push_back({ ServerName("s" + QByteArray::number(i)), static_cast<quint16>(20'000 + i) });
    for (int i = 0; i + 1 < servers; ++i)
        profile.links.push_back({ server(i), server(i + 1) });
    if (servers > 2)
        profile.links.push_back({ server(0), server(servers - 1) });
    for (int i = 0; i + 9 < servers; i += 7)
        profile.links.push_back({ server(i), server(i + 9) });
    return profile;
}

double distance(const TopologyLayout &layout, int a, int b)
{
    return QLineF(layout.position(server(a)), layout.position(server(b))).length();
}

} // namespace

class TestTopologyLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fewStandOnARegularPolygon_data();
    void fewStandOnARegularPolygon();
    void theFirstIsOnTopAndTheOthersFollowClockwise();
    void fewestLinksCross_data();
    void fewestLinksCross();
    void isTheSameEachTime_data();
    void isTheSameEachTime();
    void linkedServersStandCloserThanOthers();
    void worksInPieces();
    void partsWithoutALinkStandApart();
    void pinnedServersStayAndAreSaved();
    void restoreLeavesOutWhatMakesNoSense();
    void lettersAreDistinct_data();
    void lettersAreDistinct();
    void cameraFitsAndZoomsAboutThePointer();
};

void TestTopologyLayout::fewStandOnARegularPolygon_data()
{
    QTest::addColumn<int>("servers");
    for (int n = 2; n <= 8; ++n)
        QTest::addRow("%d", n) << n;
}

void TestTopologyLayout::fewStandOnARegularPolygon()
{
    QFETCH(int, servers);
    const TopologyLayout layout(ringOf(servers));
    QVERIFY(layout.isSettled());
    const std::vector<int> order = ui::ringOrder(ringOf(servers));
    for (int i = 0; i < servers; ++i)
        QVERIFY(qAbs(distance(layout, order[static_cast<size_t>(i)], order[static_cast<size_t>((i + 1) % servers)]) - 1)
            < 1e-9);
    const QRectF bounds = layout.bounds();
    for (int i = 0; i < servers; ++i) // of a circle around the middle
        QVERIFY(qAbs(QLineF({}, layout.position(server(i))).length() - QLineF({}, layout.position(server(0))).length())
            < 1e-9);
    QVERIFY(bounds.width() > 0.99);
}

void TestTopologyLayout::theFirstIsOnTopAndTheOthersFollowClockwise()
{
    const TopologyLayout layout(defaultProfile());
    QVERIFY(qAbs(layout.position(hill).x()) < 1e-9);
    QCOMPARE(layout.position(hill).y(), layout.bounds().top());
    QVERIFY(layout.position(jaquez).x() > layout.position(hill).x());
    QVERIFY(layout.position(singleton).y() > layout.position(jaquez).y());
    QVERIFY(layout.position(campbell).x() < layout.position(singleton).x());
    QVERIFY(layout.position(smith).y() < layout.position(campbell).y());
}

void TestTopologyLayout::fewestLinksCross_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<QList<int>>("links"); // pairs
    QTest::addColumn<int>("crossing");
    QTest::addColumn<QList<int>>("order");
    QTest::newRow("six links") << 5 << QList{ 0, 1, 0, 2, 1, 4, 2, 4, 2, 3, 3, 4 } << 0 << QList{ 0, 1, 4, 3, 2 };
    QTest::newRow("a square named crosswise") << 4 << QList{ 0, 2, 2, 1, 1, 3, 3, 0 } << 0 << QList{ 0, 2, 1, 3 };
    QTest::newRow("stays as it is named") << 5 << QList{ 0, 1, 1, 2, 2, 3, 3, 4 } << 0 << QList{ 0, 1, 2, 3, 4 };
    QTest::newRow("all with all") << 5 << QList{ 0, 1, 0, 2, 0, 3, 0, 4, 1, 2, 1, 3, 1, 4, 2, 3, 2, 4, 3, 4 } << 5
                                  << QList{ 0, 1, 2, 3, 4 };
    QTest::newRow("three with three") << 6 << QList{ 0, 1, 0, 2, 0, 3, 4, 1, 4, 2, 4, 3, 5, 1, 5, 2, 5, 3 } << 3
                                      << QList{ 0, 1, 4, 2, 5, 3 };
    QTest::newRow("eight in a ring, shuffled")
        << 8 << QList{ 0, 5, 5, 2, 2, 7, 7, 1, 1, 4, 4, 3, 3, 6, 6, 0 } << 0 << QList{ 0, 5, 2, 7, 1, 4, 3, 6 };
    QTest::newRow("nine are no ring") << 9 << QList{ 0, 2, 1, 3 } << 1 << QList{ 0, 1, 2, 3, 4, 5, 6, 7, 8 };
}

void TestTopologyLayout::fewestLinksCross()
{
    QFETCH(const int, servers);
    QFETCH(const QList<int>, links);
    QFETCH(const int, crossing);
    QFETCH(const QList<int>, order);
    Profile profile;
    for (int i = 0; i < servers; ++i)
        profile.servers.push_back({ ServerName("s" + QByteArray::number(i)), static_cast<quint16>(20'000 + i) });
    for (qsizetype i = 0; i + 1 < links.size(); i += 2)
        profile.links.push_back({ server(links[i]), server(links[i + 1]) });
    const std::vector<int> found = ui::ringOrder(profile);
    QCOMPARE(QList<int>(found.begin(), found.end()), order);
    QCOMPARE(ui::crossings(found, profile.links), crossing);
}

void TestTopologyLayout::isTheSameEachTime_data()
{
    QTest::addColumn<int>("servers");
    for (const int n : { 1, 5, 9, 50, 200 })
        QTest::addRow("%d", n) << n;
}

void TestTopologyLayout::isTheSameEachTime()
{
    QFETCH(int, servers);
    TopologyLayout one(ringOf(servers));
    TopologyLayout other(ringOf(servers));
    while (!one.settle(1000)) { }
    while (!other.settle(0)) { } // a round at a time
    for (int i = 0; i < servers; ++i) {
        QCOMPARE(one.position(server(i)), other.position(server(i)));
        QVERIFY(qIsFinite(one.position(server(i)).x()) && qIsFinite(one.position(server(i)).y()));
        // No further away than if they all stood in a row.
        QVERIFY(QLineF({}, one.position(server(i))).length() <= servers);
    }
}

void TestTopologyLayout::linkedServersStandCloserThanOthers()
{
    const Profile profile = ringOf(50);
    TopologyLayout layout(profile);
    while (!layout.settle(1000)) { }
    double links = 0;
    for (const LinkProfile &link : profile.links)
        links += distance(layout, number(link.a), number(link.b));
    links /= static_cast<double>(profile.links.size());
    double all = 0;
    for (int a = 0; a < 50; ++a) {
        for (int b = a + 1; b < 50; ++b) {
            all += distance(layout, a, b);
            QVERIFY2(distance(layout, a, b) > 0.05, "two servers on one spot");
        }
    }
    all /= 50 * 49 / 2;
    QVERIFY2(links < all / 2, qPrintable(QStringLiteral("%1 %2").arg(links).arg(all)));
    QVERIFY(links > 0.5 && links < 2);
}

void TestTopologyLayout::worksInPieces()
{
    TopologyLayout layout(ringOf(300));
    QVERIFY(!layout.isSettled());
    QVERIFY(!layout.settle(0)); // one round is not enough
    int pieces = 1;
    while (!layout.settle(0))
        ++pieces;
    QVERIFY(pieces > 10);
    QVERIFY(layout.isSettled());
    const QPointF before = layout.position(server(7));
    QVERIFY(layout.settle(1000)); // nothing left to do
    QCOMPARE(layout.position(server(7)), before);
}

void TestTopologyLayout::partsWithoutALinkStandApart()
{
    Profile profile = ringOf(20);
    profile.links.clear();
    TopologyLayout layout(profile);
    while (!layout.settle(1000)) { }
    for (int a = 0; a < 20; ++a) {
        for (int b = a + 1; b < 20; ++b)
            QVERIFY(distance(layout, a, b) > 0.5);
    }
}

void TestTopologyLayout::pinnedServersStayAndAreSaved()
{
    TopologyLayout layout(ringOf(30));
    layout.pin(server(3), { 7, -2 });
    while (!layout.settle(1000)) { }
    QCOMPARE(layout.position(server(3)), QPointF(7, -2));
    QVERIFY(layout.isPinned(server(3)));
    QVERIFY(!layout.isPinned(server(4)));

    const QVariantMap saved = layout.save();
    QCOMPARE(saved.keys(), QStringList{ QStringLiteral("s3") });
    TopologyLayout other(ringOf(30));
    other.restore(saved);
    while (!other.settle(1000)) { }
    QCOMPARE(other.position(server(3)), QPointF(7, -2));
    QCOMPARE(other.position(server(4)), layout.position(server(4)));

    other.unpinAll();
    QVERIFY(other.save().isEmpty());
    QVERIFY(other.position(server(3)) != QPointF(7, -2));
}

void TestTopologyLayout::restoreLeavesOutWhatMakesNoSense()
{
    TopologyLayout layout(defaultProfile());
    const QVariantMap saved{
        { QStringLiteral("Hill"), QVariantList{ 1.0 } },
        { QStringLiteral("Jaquez"), QStringLiteral("there") },
        { QStringLiteral("Smith"), QVariantList{ std::numeric_limits<double>::infinity(), 0.0 } },
        { QStringLiteral("Campbell"), QVariantList{ 1e300, 0.0 } },
        { QStringLiteral("Nobody"), QVariantList{ 1.0, 1.0 } },
        { QStringLiteral("Singleton"), QVariantList{ 1.5, 2.5 } },
    };
    layout.restore(saved);
    QCOMPARE(layout.save().keys(), QStringList{ QStringLiteral("Singleton") });
    QCOMPARE(layout.position(singleton), QPointF(1.5, 2.5));
}

void TestTopologyLayout::lettersAreDistinct_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QStringList>("letters");
    const auto list = [](const char *text) {
        return QString::fromUtf8(text).split(QLatin1Char(' '));
    };
    QTest::newRow("initials") << list("Hill Jaquez Campbell") << list("H J C");
    QTest::newRow("two begin alike") << list("Smith Singleton Hill") << list("Sm Si H");
    QTest::newRow("one begins the other") << list("n1 n10 n2") << list("n1 n10 n2");
    QTest::newRow("numbered") << list("Node01 Node02 Node11") << list("N01 N02 N11");
    QTest::newRow("nothing tells them apart early") << list("Serverly Serverson") << list("S1 S2");
    QTest::newRow("beyond latin") << list("Ångström Çelik") << list("Å Ç");
}

void TestTopologyLayout::lettersAreDistinct()
{
    QFETCH(QStringList, names);
    QFETCH(QStringList, letters);
    Profile profile;
    for (const QString &name : names)
        profile.servers.push_back({ ServerName(name.toUtf8()), 1 });
    QCOMPARE(ui::serverLetters(profile), letters);
}

void TestTopologyLayout::cameraFitsAndZoomsAboutThePointer()
{
    ui::TopologyCamera camera;
    const QRectF world(-1, -2, 2, 4);
    const QRectF area(50, 20, 400, 300);
    camera.fit(world, area);
    QVERIFY(area.adjusted(-0.01, -0.01, 0.01, 0.01)
                .contains(QRectF(camera.toScreen(world.topLeft()), camera.toScreen(world.bottomRight()))));
    QCOMPARE(camera.toScreen(world.center()), area.center());
    QVERIFY(qAbs(camera.toScreen(world.bottomLeft()).y() - area.bottom()) < 1e-6);

    const QPointF pointer(123, 77);
    const QPointF under = camera.toWorld(pointer);
    QVERIFY(camera.zoomAbout(pointer, 1.5));
    QVERIFY(QLineF(camera.toScreen(under), pointer).length() < 1e-9);
    const auto before = camera;
    QVERIFY(!camera.zoomAbout(pointer, 1e9));
    QVERIFY(camera == before);
}

HERD_TEST(TestTopologyLayout)
#include "tst_topologylayout.moc"
