// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/googlelegacyprovider.h"
#include "herdcore/places/googleprovider.h"
#include "herdcore/places/overpassprovider.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <memory>

using namespace herdcore::places;

namespace {

std::unique_ptr<Provider> provider(const QByteArray &source)
{
    if (source == "google")
        return std::make_unique<GoogleProvider>();
    if (source == "google-legacy")
        return std::make_unique<GoogleLegacyProvider>();
    return std::make_unique<OverpassProvider>();
}

}

// Invalid replies of providers, and the failures that they report.
class TestProviderFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failures_data();
    void failures();
    void messages_data();
    void messages();
};

void TestProviderFailures::failures_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("message");
    const QByteArray unknown = "UNKNOWN_ERROR";
    for (const char *status : { "INVALID_REQUEST", "OVER_QUERY_LIMIT", "REQUEST_DENIED", "UNKNOWN_ERROR" }) {
        const QByteArray body
            = QByteArray("{\"error_message\":\"w\\u0068y\",\"results\":[],\"status\":\"") + status + "\"}";
        QTest::newRow(status) << QByteArray("google-legacy") << body << QByteArray(status) << QByteArray("why");
    }
    QTest::newRow("OVER_DAILY_LIMIT") << QByteArray("google-legacy") << QByteArray("{\"status\":\"OVER_DAILY_LIMIT\"}")
                                      << QByteArray("OVER_QUERY_LIMIT") << QByteArray();
    QTest::newRow("overpass gave up") << QByteArray("overpass")
                                      << QByteArray("{\"elements\":[],\"remark\":\"runtime error: Query timed out\"}")
                                      << unknown << QByteArray("runtime error: Query timed out");
    const QByteArray what = malformed().message;
    const auto unusable = [&](const char *source, const QByteArray &body) {
        QTest::addRow("%s: %s", source, body.left(40).constData()) << QByteArray(source) << body << unknown << what;
    };
    for (const char *source : { "google", "google-legacy", "overpass" }) {
        for (const char *body : { "", "<html>", "[]", "null", "{", "{\"error\":{\"message\":\"x\"}}", "{\"places\":{}}",
                 "{\"places\":\"\"}", "{\"elements\":{}}" })
            unusable(source, body);
        for (const char *name : { "places", "results", "elements", "else" })
            unusable(source, QByteArray("{\"status\":\"OK\",\"") + name + "\":" + QByteArray("[").repeated(100'000));
    }
    unusable("google", R"({"places":[{"id":"A"}]})");
    unusable("google", R"({"places":[1,2]})");
    for (const char *body : { "{}", R"({"status":"OK"})", R"({"results":[]})", R"({"status":"OK","results":{}})",
             R"({"status":"OK","results":[1]})", R"({"status":"FINE","results":[]})", R"({"status":5,"results":[]})",
             R"({"status":"OK","status":"OK","results":[]})", R"({"status":"OK","results":[],"r\u0065sults":[]})" })
        unusable("google-legacy", body);
}

void TestProviderFailures::failures()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, body);
    const auto reading = provider(source)->read({ 34.068930, -118.445127, 10, 5 }, body);
    QVERIFY(!reading);
    QTEST(reading.error().status, "status");
    QTEST(reading.error().message, "message");
}

void TestProviderFailures::messages_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("google") << QByteArray("google") << QByteArray(R"({"error":{"code":403,"message":"no\u0021"}})")
                            << QByteArray("no!");
    QTest::newRow("google, none") << QByteArray("google") << QByteArray("<html>") << QByteArray();
    QTest::newRow("legacy") << QByteArray("google-legacy") << QByteArray(R"({"error_message":"no"})")
                            << QByteArray("no");
    QTest::newRow("legacy, none") << QByteArray("google-legacy") << QByteArray("{") << QByteArray();
    QTest::newRow("overpass") << QByteArray("overpass") << QByteArray("<html>") << QByteArray();
}

void TestProviderFailures::messages()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, body);
    QTEST(provider(source)->errorMessage(body), "message");
}

HERD_TEST(TestProviderFailures)
#include "tst_providerfailures.moc"
