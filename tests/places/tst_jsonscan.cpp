// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/jsonscan.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QTest>

#include <array>

using namespace herdcore::places;

// JSON scanned in place.
class TestJsonScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void depth_data();
    void depth();
    void findsMembers();
    void names_data();
    void names();
    void elements_data();
    void elements();
};

void TestJsonScan::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isObject");
    for (const char *good : { "{}", " \n\r\t{ } \n", R"({"a":1})", R"({"a":-0.5e+10,"b":[],"c":{"d":[1,2]}})",
             R"({"":"\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00"})", R"({"a":true,"b":false,"c":null})", R"({"a":1E5,"a":0})",
             "{\"a\":\"caf\xc3\xa9 \x7f\"}", R"({"a":[1 , 2 ,3]})", R"({"a":123456789012345678901234567890})" })
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char *bad : { "", " ", "x", "[]", "1", "\"a\"", "null", "{", "}", "{}{}", "{} x", "{]", R"({"a"})",
             R"({"a":})", R"({"a":1,})", R"({,"a":1})", R"({"a":1 "b":2})", R"({a:1})", R"({'a':1})", R"({"a":[1,]})",
             R"({"a":[})", R"({"a":[1})", R"({"a":01})", R"({"a":1.})", R"({"a":.5})", R"({"a":+1})", R"({"a":1e})",
             R"({"a":-})", R"({"a":NaN})", R"({"a":tru})", R"({"a":truer})", R"({"a":"})", R"({"a":"\x"})",
             R"({"a":"\u12g4"})", R"({"a":"\u12)", R"({"a":"\)", "{\"a\":\"\n\"}", "{\"a\":\"\xff\"}",
             "{\"a\":\"\xed\xa0\x80\"}", "\xef\xbb\xbf{}", "\xc2\xa0{}" })
        QTest::newRow(bad) << QByteArray(bad) << false;
    QTest::newRow("NUL") << QByteArray("{\"a\":\"\0\"}", 9) << false;
    QTest::newRow("NUL behind") << QByteArray("{}\0", 3) << false;
}

void TestJsonScan::accepts()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isObject);
    const auto object = scanObject(text, {});
    QCOMPARE(object.has_value(), isObject);
    if (!object)
        return;
    QCOMPARE(object->in(text).toByteArray(), text.trimmed());
    QVERIFY(QJsonDocument::fromJson(text).isObject());
}

void TestJsonScan::depth_data()
{
    QTest::addColumn<int>("depth");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("deep") << 64 << true;
    QTest::newRow("too deep") << 65 << false;
    QTest::newRow("far too deep") << 100'000 << false;
}

void TestJsonScan::depth()
{
    QFETCH(int, depth);
    QFETCH(bool, isRead);
    const QByteArray arrays
        = "{\"a\":" + QByteArray("[").repeated(depth - 1) + QByteArray("]").repeated(depth - 1) + '}';
    QCOMPARE(scanObject(arrays, {}).has_value(), isRead);
    const QByteArray objects = QByteArray("{\"a\":").repeated(depth - 1) + "{}" + QByteArray("}").repeated(depth - 1);
    QCOMPARE(scanObject(objects, {}).has_value(), isRead);
    QVERIFY(!scanObject(QByteArray("{\"a\":").repeated(depth), {}));
}

void TestJsonScan::findsMembers()
{
    const QByteArray text = R"( { "a" : [ 1, {"b":"}"} ] , "b":"x\"y","c" : 1.50,"b":2 } )";
    std::array wanted{ JsonField{ "a" }, JsonField{ "b" }, JsonField{ "c" }, JsonField{ "d" } };
    const auto object = scanObject(text, wanted);
    QVERIFY(object);
    QCOMPARE(object->in(text).toByteArray(), text.trimmed());
    QCOMPARE(wanted[0].value.in(text).toByteArray(), QByteArray(R"([ 1, {"b":"}"} ])"));
    QCOMPARE(wanted[1].value.in(text).toByteArray(), QByteArray("2"));
    QCOMPARE(wanted[2].value.in(text).toByteArray(), QByteArray("1.50"));
    const std::array times{ wanted[0].times, wanted[1].times, wanted[2].times, wanted[3].times };
    QCOMPARE(times, (std::array{ 1, 2, 1, 0 }));
}

void TestJsonScan::names_data()
{
    QTest::addColumn<QByteArray>("spelled");
    QTest::addColumn<int>("times");
    QTest::newRow("plain") << QByteArray("results") << 1;
    QTest::newRow("escaped") << QByteArray(R"(\u0072esult\u0073)") << 1;
    QTest::newRow("with a letter more") << QByteArray(R"(results\u0073)") << 0;
    QTest::newRow("with a slash") << QByteArray(R"(results\/)") << 0;
    QTest::newRow("another case") << QByteArray("Results") << 0;
}

void TestJsonScan::names()
{
    QFETCH(QByteArray, spelled);
    std::array wanted{ JsonField{ "results" } };
    QVERIFY(scanObject(QByteArray("{\"" + spelled + "\":[]}"), wanted));
    QTEST(wanted[0].times, "times");
}

void TestJsonScan::elements_data()
{
    QTest::addColumn<QByteArray>("array");
    QTest::addColumn<int>("most");
    QTest::addColumn<bool>("isArray");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArrayList>("first");
    const QByteArray three = R"([ {"a":"]"} ,[2,3], "x" ])";
    QTest::newRow("all") << three << 5 << true << 3 << QByteArrayList{ R"({"a":"]"})", "[2,3]", R"("x")" };
    QTest::newRow("some") << three << 1 << true << 3 << QByteArrayList{ R"({"a":"]"})" };
    QTest::newRow("none of them") << three << 0 << true << 3 << QByteArrayList();
    QTest::newRow("empty") << QByteArray("[ ]") << 5 << true << 0 << QByteArrayList();
    QTest::newRow("object") << QByteArray("{}") << 5 << false << 0 << QByteArrayList();
    QTest::newRow("string") << QByteArray("\"[]\"") << 5 << false << 0 << QByteArrayList();
}

void TestJsonScan::elements()
{
    QFETCH(QByteArray, array);
    QFETCH(int, most);
    QFETCH(bool, isArray);
    const QByteArray text = "{\"before\":[0],\"a\":" + array + ",\"behind\":[0]}";
    std::array wanted{ JsonField{ "a" } };
    QVERIFY(scanObject(text, wanted));
    const auto found = scanArray(text, wanted[0].value, most);
    QCOMPARE(found.has_value(), isArray);
    if (!found)
        return;
    QTEST(static_cast<int>(found->count), "count");
    QByteArrayList first;
    for (const JsonSpan &element : found->first)
        first += element.in(text).toByteArray();
    QTEST(first, "first");
    if (found->count == 3)
        QCOMPARE(found->last.in(text).toByteArray(), QByteArray(R"("x")"));
}

HERD_TEST(TestJsonScan)
#include "tst_jsonscan.moc"
