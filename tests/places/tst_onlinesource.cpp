// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/places/asker.h"
#include "tests/support/testmain.h"

using namespace herdcore::places;
using namespace herdtest;
using herdcore::base::Reason;
using Behind = FakeProvider::Behind;

Q_DECLARE_METATYPE(herdtest::FakeProvider::Behind)

// Whatever a provider does, there is a valid answer in time.
class TestOnlineSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers();
    void misdeeds_data();
    void misdeeds();
    void nobodyThere();
    void statuses_data();
    void statuses();
    void goesNowhereElse_data();
    void goesNowhereElse();
    void waitsItsTurn();
    void waitingCounts();
    void waitingSendsNothing();
    void leavesAProviderAlone();
    void isSilentAfterItsEnd();
};

void TestOnlineSource::answers()
{
    Asker asker;
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(text(asker.answer(), "status"), QByteArray("ZERO_RESULTS"));
        QCOMPARE(asker.answers.back().reason, Reason::None);
        QCOMPARE(asker.answers.back().json, noPlaces);
        QVERIFY(!asker.answers.back().mayBeStored);
        QCOMPARE(asker.provider.requests.size(), i);
    }
    const QByteArray request = asker.provider.requests[0].toLower();
    QVERIFY(request.contains("\r\nuser-agent: herdscope/"));
    QVERIFY(request.contains("\r\naccept-encoding: identity\r\n"));
    QVERIFY(!request.contains("upgrade:") && !request.contains("cookie:"));
}

void TestOnlineSource::misdeeds_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<Behind>("behind");
    QTest::addColumn<QByteArray>("told");
    const QByteArray head = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("never answers") << QByteArray() << Behind::Stay << QByteArray("was silent for 0.2 s");
    QTest::newRow("falls silent in the head") << head << Behind::Stay << QByteArray("was silent for 0.2 s");
    QTest::newRow("falls silent") << QByteArray(head + "Content-Length: 90\r\n\r\n{") << Behind::Stay
                                  << QByteArray("was silent for 0.2 s");
    QTest::newRow("trickles") << QByteArray(head + "Content-Length: 9000\r\n\r\n") << Behind::Trickle
                              << QByteArray("did not answer within 0.4 s");
    QTest::newRow("trickles without end")
        << QByteArray(head + "\r\n") << Behind::Trickle << QByteArray("did not answer within 0.4 s");
    QTest::newRow("floods") << QByteArray(head + "\r\n") << Behind::Flood << QByteArray("larger than 10000 bytes");
    QTest::newRow("floods in chunks") << QByteArray(head + "Transfer-Encoding: chunked\r\n\r\n") << Behind::Chunks
                                      << QByteArray("larger than 10000 bytes");
    QTest::newRow("announces a flood") << QByteArray(head + "Content-Length: 1073741824\r\n\r\n ") << Behind::Stay
                                       << QByteArray("larger than 10000 bytes");
    QTest::newRow("a byte too many") << FakeProvider::http(QByteArray(10'001, ' ')) << Behind::Close
                                     << QByteArray("larger than 10000 bytes");
    QTest::newRow("breaks off") << QByteArray(head + "Content-Length: 90\r\n\r\n" + noPlaces) << Behind::Close
                                << QByteArray("closed the connection early");
    QTest::newRow("breaks off in a chunk") << QByteArray(head + "Transfer-Encoding: chunked\r\n\r\nff\r\n" + noPlaces)
                                           << Behind::Close << QByteArray("closed the connection early");
    QTest::newRow("closes") << QByteArray() << Behind::Close << QByteArray("closed the connection early");
    QTest::newRow("another protocol") << QByteArray("SSH-2.0-x\r\n") << Behind::Close
                                      << QByteArray("closed the connection early");
    QTest::newRow("noise") << QByteArray(5'000, '\xff') << Behind::Close << QByteArray("closed the connection early");
    QTest::newRow("no JSON") << FakeProvider::http("<html>") << Behind::Close
                             << QByteArray("not a valid answer of this places provider");
    QTest::newRow("nothing") << FakeProvider::http("") << Behind::Close
                             << QByteArray("not a valid answer of this places provider");
    QTest::newRow("deep") << FakeProvider::http("{\"status\":\"OK\",\"results\":" + QByteArray(9'000, '['))
                          << Behind::Close << QByteArray("not a valid answer of this places provider");
}

void TestOnlineSource::misdeeds()
{
    QFETCH(QByteArray, sent);
    QFETCH(Behind, behind);
    QFETCH(QByteArray, told);
    Asker asker;
    if (!told.endsWith(" s")) // not about time: a busy machine must not make it so
        asker.settings.limits.wholeMs = asker.settings.limits.silenceMs = 20'000;
    asker.provider.answer = sent;
    asker.provider.behind = behind;
    const QJsonObject answer = asker.answer();
    QCOMPARE(text(answer, "status"), QByteArray("UNKNOWN_ERROR"));
    QVERIFY2(text(answer, "error_message").contains(told), text(answer, "error_message").constData());
    QVERIFY(answer.value(QLatin1String("results")).isArray());
    QCOMPARE(asker.answers.back().reason, Reason::PlacesFailed);
    QCOMPARE(asker.answers.back().count, 0);
    QTRY_COMPARE(asker.provider.open, 0);
    QVERIFY(asker.provider.flooded < 50'000'000);

    asker.provider.answer = FakeProvider::http(noPlaces);
    asker.provider.behind = Behind::Close;
    QCOMPARE(text(asker.answer(), "status"), QByteArray("ZERO_RESULTS"));
}

void TestOnlineSource::nobodyThere()
{
    Asker asker;
    asker.provider.stopListening();
    QVERIFY(text(asker.answer(), "error_message").contains("is unreachable"));
}

void TestOnlineSource::statuses_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("204") << 204 << QByteArray("UNKNOWN_ERROR");
    QTest::newRow("400") << 400 << QByteArray("INVALID_REQUEST");
    QTest::newRow("401") << 401 << QByteArray("REQUEST_DENIED");
    QTest::newRow("403") << 403 << QByteArray("REQUEST_DENIED");
    QTest::newRow("404") << 404 << QByteArray("UNKNOWN_ERROR");
    QTest::newRow("407") << 407 << QByteArray("UNKNOWN_ERROR");
    QTest::newRow("418") << 418 << QByteArray("UNKNOWN_ERROR");
    QTest::newRow("429") << 429 << QByteArray("OVER_QUERY_LIMIT");
    QTest::newRow("500") << 500 << QByteArray("UNKNOWN_ERROR");
    QTest::newRow("503") << 503 << QByteArray("UNKNOWN_ERROR");
}

void TestOnlineSource::statuses()
{
    QFETCH(int, http);
    for (const char *source : { "google", "google-legacy", "overpass" }) {
        Asker asker(QString::fromLatin1(source));
        asker.provider.answer = FakeProvider::http(R"({"status":"OK","results":[{}]})", http,
            "WWW-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: Basic realm=\"x\"\r\n");
        const QJsonObject answer = asker.answer();
        QTEST(text(answer, "status"), "status");
        QVERIFY(answer.value(QLatin1String("results")).toArray().isEmpty());
        QVERIFY(!text(answer, "error_message").isEmpty());
        QVERIFY(asker.answers.back().mayBeStored); // a message of our own
        QCOMPARE(asker.provider.requests.size(), 1);
    }
}

void TestOnlineSource::goesNowhereElse_data()
{
    QTest::addColumn<int>("http");
    for (const int status : { 300, 301, 302, 303, 304, 305, 307, 308 })
        QTest::newRow(QByteArray::number(status).constData()) << status;
}

void TestOnlineSource::goesNowhereElse()
{
    QFETCH(int, http);
    FakeProvider elsewhere;
    Asker asker;
    for (const QUrl &target : { elsewhere.url(), asker.provider.url() }) {
        asker.provider.requests.clear();
        const QByteArray to = target.toEncoded() + "/there";
        asker.provider.answer
            = FakeProvider::http(noPlaces, http, "Location: " + to + "\r\nRefresh: 0; url=" + to + "\r\n");
        const QByteArray told = text(asker.answer(), "error_message");
        QVERIFY2(told.contains("redirected to another address"), told.constData());
        QCOMPARE(asker.provider.requests.size(), 1);
    }
    QCOMPARE(elsewhere.connections, 0);
}

void TestOnlineSource::waitsItsTurn()
{
    for (const char *source : { "overpass", "google-legacy" }) {
        Asker asker(QString::fromLatin1(source));
        asker.settings.limits.wholeMs = 20'000;
        asker.settings.limits.silenceMs = 20'000;
        asker.provider.answer = FakeProvider::http(R"({"status":"OK","results":[],"elements":[]})");
        const auto other = makePlacesSource(asker.settings); // as another engine has
        for (int i = 0; i < 15; ++i) {
            asker.ask();
            other->ask({}, [&asker](const PlacesAnswer &answer) { asker.answers.push_back(answer); });
        }
        QTRY_COMPARE_WITH_TIMEOUT(asker.answers.size(), std::size_t{ 30 }, 20'000);
        for (const PlacesAnswer &answer : asker.answers)
            QCOMPARE(answer.reason, Reason::None);
        QVERIFY(asker.provider.mostOpen <= (asker.settings.source == QLatin1String("overpass") ? 2 : 10));
    }
}

void TestOnlineSource::waitingCounts()
{
    Asker asker;
    asker.settings.limits.atOnce = 1;
    asker.settings.limits.waiting = 3;
    asker.provider.answer.clear();
    asker.provider.behind = Behind::Stay;
    asker.settings.limits.silenceMs = 10'000;
    for (int i = 0; i < 6; ++i)
        asker.ask();
    QTRY_COMPARE(asker.answers.size(), std::size_t{ 6 });
    int busy = 0;
    for (const PlacesAnswer &answer : asker.answers)
        busy += answer.json.contains("Too many requests are waiting") ? 1 : 0;
    QCOMPARE(busy, 2);
}

// The deadline here is too far away to matter: the provider's silence alone makes room for the next.
void TestOnlineSource::waitingSendsNothing()
{
    Asker asker;
    asker.settings.limits.atOnce = 1;
    asker.settings.limits.waiting = 3;
    asker.settings.limits.wholeMs = 60'000;
    asker.settings.limits.silenceMs = 2'000;
    asker.provider.behind = Behind::Stay;
    asker.provider.answer.clear();
    for (int i = 0; i < 6; ++i)
        asker.ask();
    QTRY_COMPARE(asker.provider.requests.size(), 1);
    asker.provider.answer = FakeProvider::http(noPlaces); // for those after the first
    QTRY_COMPARE(asker.answers.size(), std::size_t{ 2 });
    for (const PlacesAnswer &answer : asker.answers)
        QVERIFY(answer.json.contains("Too many requests are waiting"));
    QTRY_COMPARE_WITH_TIMEOUT(asker.answers.size(), std::size_t{ 6 }, 30'000);
    QCOMPARE(asker.provider.requests.size(), 4);
}

// Until its pause is over, for all sources of this process.
void TestOnlineSource::leavesAProviderAlone()
{
    Asker asker(QStringLiteral("overpass"));
    asker.settings.limits.backOffMs = 300;
    asker.provider.answer = FakeProvider::http("", 429);
    QCOMPARE(text(asker.answer(), "status"), QByteArray("OVER_QUERY_LIMIT"));
    asker.provider.answer = FakeProvider::http(R"({"elements":[]})");
    const qsizetype asked = asker.provider.requests.size();
    asker.places.reset(); // another one
    QCOMPARE(text(asker.answer(), "status"), QByteArray("OVER_QUERY_LIMIT"));
    QVERIFY(text(asker.said(), "error_message").contains("try again in 1 s"));
    QCOMPARE(asker.provider.requests.size(), asked);
    QVERIFY(QTest::qWaitFor([&] { return text(asker.answer(), "status") == "ZERO_RESULTS"; }));
    QCOMPARE(asker.provider.requests.size(), asked + 1);
}

void TestOnlineSource::isSilentAfterItsEnd()
{
    Asker asker;
    asker.provider.behind = Behind::Stay;
    asker.provider.answer.clear();
    for (int i = 0; i < 12; ++i)
        asker.ask();
    QTRY_VERIFY(!asker.provider.requests.isEmpty());
    asker.places.reset();
    QTRY_COMPARE(asker.provider.open, 0);
    QVERIFY(asker.answers.empty());
    asker.provider.behind = Behind::Close; // and its requests no longer count
    asker.provider.answer = FakeProvider::http(noPlaces);
    QCOMPARE(text(asker.answer(), "status"), QByteArray("ZERO_RESULTS"));
}

HERD_TEST(TestOnlineSource)
#include "tst_onlinesource.moc"
