// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/pointsoffailure.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace herdcore::profile;
using herdcore::base::ServerIndex;
using herdcore::base::ServerName;

namespace {

ServerIndex server(int index)
{
    return ServerIndex{ static_cast<std::int16_t>(index) };
}

Profile graph(int servers, const std::vector<std::pair<int, int>> &links)
{
    Profile profile;
    for (int i = 0; i < servers; ++i)
        profile.servers.push_back({ ServerName("S" + QByteArray::number(i)), 0, QStringLiteral("127.0.0.1") });
    for (const auto &[a, b] : links)
        profile.links.push_back({ server(std::min(a, b)), server(std::max(a, b)) });
    return profile;
}

std::vector<std::pair<int, int>> ring(int count)
{
    std::vector<std::pair<int, int>> links;
    for (int i = 0; i < count; ++i)
        links.emplace_back(i, (i + 1) % count);
    return links;
}

// A failure splits the herd if more groups remain than there were before. A server that stood alone takes its group
// with it.
bool doesSplit(const Profile &profile, const Loss &loss)
{
    std::size_t before = 0;
    for (const auto &part : partsWithout(profile, {})) {
        const bool isLost = std::all_of(part.begin(), part.end(), [&](ServerIndex one) {
            return std::find(loss.servers.begin(), loss.servers.end(), one) != loss.servers.end();
        });
        before += isLost ? 0 : 1;
    }
    return partsWithout(profile, loss).size() > before;
}

PointsOfFailure bruteForce(const Profile &profile)
{
    PointsOfFailure splits;
    const int count = static_cast<int>(profile.servers.size());
    const auto &links = profile.links;
    for (int a = 0; a < count; ++a) {
        if (doesSplit(profile, { { server(a) }, {} }))
            splits.servers.push_back(server(a));
    }
    for (const LinkProfile &link : links) {
        if (doesSplit(profile, { {}, { link } }))
            splits.links.push_back(link);
    }
    for (int a = 0; a < count; ++a) {
        for (int b = a + 1; b < count; ++b) {
            if (doesSplit(profile, { { server(a), server(b) }, {} }) && !doesSplit(profile, { { server(a) }, {} })
                && !doesSplit(profile, { { server(b) }, {} }))
                splits.serverPairs.emplace_back(server(a), server(b));
        }
    }
    for (std::size_t a = 0; a < links.size(); ++a) {
        for (std::size_t b = a + 1; b < links.size(); ++b) {
            if (doesSplit(profile, { {}, { links[a], links[b] } }) && !doesSplit(profile, { {}, { links[a] } })
                && !doesSplit(profile, { {}, { links[b] } }))
                splits.linkPairs.emplace_back(links[a], links[b]);
        }
    }
    return splits;
}

} // namespace

class TestSplits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownHerds_data();
    void knownHerds();
    void likeBruteForce_data();
    void likeBruteForce();
    void partsOfAHerd();
    void largeHerds_data();
    void largeHerds();
    void canBeCancelled();
};

void TestSplits::knownHerds_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<PointsOfFailure>("expected");
    QTest::newRow("nothing") << graph(0, {}) << PointsOfFailure{};
    QTest::newRow("alone") << graph(1, {}) << PointsOfFailure{};
    QTest::newRow("two") << graph(2, { { 0, 1 } }) << PointsOfFailure{ { { server(0), server(1) } }, {}, {}, {} };
    QTest::newRow("two apart") << graph(2, {}) << PointsOfFailure{};
    QTest::newRow("a star") << graph(4, { { 1, 0 }, { 1, 2 }, { 1, 3 } })
                            << PointsOfFailure{ { { server(0), server(1) }, { server(1), server(2) },
                                                    { server(1), server(3) } },
                                   { server(1) }, {}, {} };
    const LinkProfile a{ server(0), server(1) }, b{ server(1), server(2) }, c{ server(0), server(2) };
    QTest::newRow("a triangle") << graph(3, ring(3)) << PointsOfFailure{ {}, {}, { { a, b }, { a, c }, { b, c } }, {} };
    QTest::newRow("all linked") << graph(4, { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 1, 2 }, { 1, 3 }, { 2, 3 } })
                                << PointsOfFailure{};
    // Hill-Jaquez, Hill-Smith, Jaquez-Singleton, Smith-Campbell, Smith-Singleton, Campbell-Singleton
    const LinkProfile hj{ server(0), server(1) }, hs{ server(0), server(2) }, js{ server(1), server(4) },
        sc{ server(2), server(3) }, cs{ server(3), server(4) };
    QTest::newRow("six links") << graph(5, { { 0, 1 }, { 0, 2 }, { 1, 4 }, { 2, 3 }, { 2, 4 }, { 3, 4 } })
                               << PointsOfFailure{ {}, {}, { { hj, hs }, { hj, js }, { hs, js }, { sc, cs } },
                                      { { server(0), server(4) }, { server(1), server(2) },
                                          { server(2), server(4) } } };
}

void TestSplits::knownHerds()
{
    QFETCH(Profile, profile);
    QFETCH(PointsOfFailure, expected);
    QVERIFY(pointsOfFailure(profile) == expected);
    QVERIFY(bruteForce(profile) == expected); // otherwise the other test proves nothing
}

void TestSplits::likeBruteForce_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 0; seed < 300; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestSplits::likeBruteForce()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const int count = random.bounded(1, 12);
    const int density = random.bounded(15, 75); // percent
    std::vector<std::pair<int, int>> links;
    for (int a = 0; a < count; ++a) {
        for (int b = a + 1; b < count; ++b) {
            if (random.bounded(100) < density)
                links.emplace_back(a, b);
        }
    }
    for (std::size_t i = links.size(); i > 1; --i)
        std::swap(links[i - 1], links[random.bounded(static_cast<quint32>(i))]);
    const Profile profile = graph(count, links);
    QVERIFY(pointsOfFailure(profile) == bruteForce(profile));
}

void TestSplits::partsOfAHerd()
{
    const Profile profile = graph(6, { { 0, 1 }, { 1, 2 }, { 3, 4 } });
    const Parts whole{ { server(5) }, { server(3), server(4) }, { server(0), server(1), server(2) } };
    QCOMPARE(partsWithout(profile, {}), whole);
    const Parts broken{ { server(0) }, { server(2) }, { server(3) }, { server(4) }, { server(5) } };
    QCOMPARE(partsWithout(profile, { { server(1) }, { { server(3), server(4) } } }), broken);
}

void TestSplits::largeHerds_data()
{
    QTest::addColumn<Profile>("profile");
    QTest::addColumn<int>("linkPairs");
    QTest::addColumn<int>("serverPairs");
    constexpr int count = 500;
    QTest::newRow("ring of 500") << graph(count, ring(count)) << count * (count - 1) / 2 << count * (count - 3) / 2;
    std::vector<std::pair<int, int>> grid;
    for (int i = 0; i < count; ++i) {
        if (i % 25 != 24)
            grid.emplace_back(i, i + 1);
        if (i + 25 < count)
            grid.emplace_back(i, i + 25);
    }
    QTest::newRow("grid of 500") << graph(count, grid) << 4 << 4;
    std::vector<std::pair<int, int>> all;
    for (int a = 0; a < count; ++a) {
        for (int b = a + 1; b < count; ++b)
            all.emplace_back(a, b);
    }
    QTest::newRow("500, all linked") << graph(count, all) << 0 << 0;
}

void TestSplits::largeHerds()
{
    QFETCH(Profile, profile);
    QFETCH(int, linkPairs);
    QFETCH(int, serverPairs);
    QElapsedTimer timer;
    timer.start();
    const PointsOfFailure splits = pointsOfFailure(profile);
    qInfo("%lld ms", timer.elapsed());
    QCOMPARE(static_cast<int>(splits.linkPairs.size()), linkPairs);
    QCOMPARE(static_cast<int>(splits.serverPairs.size()), serverPairs);
    QVERIFY(splits.links.empty() && splits.servers.empty());
}

void TestSplits::canBeCancelled()
{
    int asked = 0;
    const PointsOfFailure splits = pointsOfFailure(graph(500, ring(500)), [&asked] { return ++asked > 3; });
    QVERIFY(splits.serverPairs.size() < 2000);
    QVERIFY(asked < 10);
}

HERD_TEST(TestSplits)
#include "tst_pointsoffailure.moc"
