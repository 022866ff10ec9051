// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/places/asker.h"
#include "tests/support/testmain.h"

using namespace herdtest;

// The key goes to the provider and nowhere else, whatever the provider sends.
class TestOnlineKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data();
    void keys();
    void hidesTheKey_data();
    void hidesTheKey();
};

void TestOnlineKeys::keys_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("isAsked");
    for (const char *source : { "google", "google-legacy" }) {
        QTest::addRow("%s, none", source) << QString::fromLatin1(source) << QByteArray() << false;
        QTest::addRow("%s, one", source) << QString::fromLatin1(source) << canary << true;
        QTest::addRow("%s, another line", source) << QString::fromLatin1(source) << QByteArray("a\r\nHost: b") << false;
        QTest::addRow("%s, another parameter", source)
            << QString::fromLatin1(source) << QByteArray("a&radius=1") << false;
    }
    QTest::newRow("overpass, none") << QStringLiteral("overpass") << QByteArray() << true;
}

void TestOnlineKeys::keys()
{
    QFETCH(QString, source);
    QFETCH(QByteArray, key);
    QFETCH(bool, isAsked);
    Asker asker(source, key);
    const QJsonObject answer = asker.answer();
    QCOMPARE(asker.provider.requests.size(), isAsked ? 1 : 0);
    QCOMPARE(text(answer, "status") == "REQUEST_DENIED", !isAsked);
}

void TestOnlineKeys::hidesTheKey_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("told");
    const auto failure = [](const QByteArray &message) -> QByteArray {
        return QByteArray("{\"status\":\"REQUEST_DENIED\",\"error_message\":\"" + message + "\"}");
    };
    QTest::newRow("key") << failure("bad: " + canary + "!") << 200 << QByteArray("bad: ***!");
    QTest::newRow("twice") << failure(canary + ' ' + canary) << 200 << QByteArray("*** ***");
    QTest::newRow("URL") << failure("in 'https://x/y?key=" + canary + "&z=1', sorry") << 200
                         << QByteArray("in '***', sorry");
    QTest::newRow("URL before it") << failure("see https://x/y: " + canary) << 200
                                   << QByteArray("see https://x/y: ***");
    QTest::newRow("in escapes") << failure("bad: \\u0041" + canary.mid(1)) << 200 << QByteArray("bad: ***");
    QTest::newRow("in percents") << failure("bad: %41" + canary.mid(1)) << 200 << QByteArray("bad: ***");
    QTest::newRow("with an HTTP status") << failure("bad: " + canary) << 403
                                         << QByteArray("The places provider answered with HTTP status 403: bad: ***");
    QTest::newRow("in a name") << QByteArray(R"({"status":"OK","results":[{"name":")" + canary + R"("}]})") << 200
                               << QByteArray();
    QTest::newRow("in a name, in escapes")
        << QByteArray(R"({"status":"OK","results":[{"name":"\u0041)" + canary.mid(1) + R"("}]})") << 200
        << QByteArray("The response is not a valid answer of this places provider.");
}

void TestOnlineKeys::hidesTheKey()
{
    QFETCH(QByteArray, body);
    QFETCH(int, http);
    Asker asker;
    asker.provider.answer = FakeProvider::http(body, http);
    QTEST(text(asker.answer(), "error_message"), "told");
    const QByteArray json = asker.answers.back().json;
    QVERIFY(!json.contains(canary) && !QJsonDocument::fromJson(json).toJson().contains(canary));
    if (asker.answers.back().count > 0)
        QVERIFY(json.contains("***"));
}

HERD_TEST(TestOnlineKeys)
#include "tst_onlinekeys.moc"
