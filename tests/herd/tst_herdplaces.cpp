// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/placestrial.h"
#include "tests/herd/herdfixture.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace herdtest;
using herdcore::places::PlacesAnswer;
using herdcore::places::PlacesSettings;

// A herd whose source of places changes while it runs, and a question outside of any herd.
class TestHerdPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesItsSource();
    void trialAnswersOnce();
    void trialIsCancelled();
};

void TestHerdPlaces::changesItsSource()
{
    const HerdFixture fixture;
    fixture.herd->startAll();
    QTRY_VERIFY(fixture.hasLinkUps(12));
    fixture.report(hill, "kiwi");
    QTRY_VERIFY(fixture.haveLearnt("kiwi", { hill, jaquez, smith, campbell, singleton }));
    const auto asked = [&fixture](ServerIndex server) {
        const ConnectionId conversation = fixture.herd->send(server, { "WHATSAT kiwi 50 1\n" });
        return QTest::qWaitFor([&] { return fixture.hasEnded(conversation); }, 20'000) ? fixture.answer(conversation)
                                                                                       : QByteArray();
    };
    for (const ServerIndex server : everybody)
        QVERIFY(asked(server).contains("\"OK\""));
    PlacesSettings google;
    google.source = QStringLiteral("google"); // without a key
    fixture.herd->setPlaces(google);
    for (const ServerIndex server : everybody)
        QVERIFY(asked(server).contains("\"REQUEST_DENIED\""));
    PlacesSettings nonsense;
    nonsense.source = QStringLiteral("atlas");
    fixture.herd->setPlaces(nonsense);
    QVERIFY(asked(hill).contains("\"REQUEST_DENIED\""));
    fixture.herd->setPlaces({});
    for (const ServerIndex server : everybody)
        QVERIFY(asked(server).contains("\"OK\""));
}

void TestHerdPlaces::trialAnswersOnce()
{
    herdcore::herd::PlacesTrial trial;
    QList<PlacesAnswer> answers;
    connect(&trial, &herdcore::herd::PlacesTrial::answered, this,
        [&answers](const PlacesAnswer &answer) { answers += answer; });
    trial.ask({}, { 34.068930, -118.445127, 10, 5 });
    trial.ask({}, { 34.068930, -118.445127, 10, 3 });
    QVERIFY(trial.isAsking());
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 1, 20'000);
    QVERIFY(!trial.isAsking());
    QCOMPARE(answers[0].count, 3);
}

void TestHerdPlaces::trialIsCancelled()
{
    herdcore::herd::PlacesTrial trial;
    int answers = 0;
    connect(&trial, &herdcore::herd::PlacesTrial::answered, this, [&answers] { ++answers; });
    trial.ask({}, { 34, -118, 10, 5 });
    trial.cancel();
    QVERIFY(!trial.isAsking());
    trial.ask({}, { 34, -118, 10, 5 });
    QTRY_COMPARE_WITH_TIMEOUT(answers, 1, 20'000);
    trial.ask({}, { 34, -118, 10, 5 }); // and it ends in the middle of it
}

HERD_TEST(TestHerdPlaces)
#include "tst_herdplaces.moc"
