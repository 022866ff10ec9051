// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/placessettings.h"
#include "herdcore/places/placesswitch.h"
#include "herdcore/places/ratelimiter.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <vector>

using namespace herdcore::places;

namespace {

// Answers on request, with its name.
class NamedSource final : public PlacesSource
{
public:
    NamedSource(QByteArray name, int &alive)
        : m_name(std::move(name))
        , m_alive(alive)
    {
        ++m_alive;
    }
    ~NamedSource() override { --m_alive; }
    void ask(const PlacesQuery &, Done done) override { m_waiting.push_back(std::move(done)); }
    void answerOne()
    {
        const Done done = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
        done({ m_name });
    }

private:
    QByteArray m_name;
    int &m_alive;
    std::vector<Done> m_waiting;
};

}

// Replacing a source, the rate limiter of a provider, and valid settings.
class TestPlacesSwitch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldQuestionsAreStillAnswered();
    void limiterCounts();
    void limiterBacksOff();
    void baseUrls_data();
    void baseUrls();
    void keyLeavesTheEnvironment();
};

void TestPlacesSwitch::oldQuestionsAreStillAnswered()
{
    int alive = 0;
    QByteArrayList answers;
    const auto take = [&answers](const PlacesAnswer &answer) {
        answers += answer.json;
    };
    auto *const first = new NamedSource("first", alive);
    PlacesSwitch places{ std::unique_ptr<PlacesSource>(first) };
    places.ask({}, take);
    places.ask({}, take);
    auto *const second = new NamedSource("second", alive);
    places.setSource(std::unique_ptr<PlacesSource>(second));
    places.ask({}, take);
    QCOMPARE(alive, 2);
    QCOMPARE(places.retired(), std::size_t{ 1 });
    second->answerOne();
    first->answerOne();
    QCOMPARE(alive, 2);
    first->answerOne();
    QTRY_COMPARE(alive, 1);
    QCOMPARE(answers, (QByteArrayList{ "second", "first", "first" }));
    places.setSource(std::make_unique<NamedSource>("third", alive)); // the second has no pending queries
    QTRY_COMPARE(alive, 1);
    QCOMPARE(places.retired(), std::size_t{ 0 });
}

void TestPlacesSwitch::limiterCounts()
{
    RateLimiter limiter(2, { 10, 40 });
    QVERIFY(limiter.tryEnter());
    QVERIFY(limiter.tryEnter());
    QVERIFY(!limiter.tryEnter());
    limiter.leave();
    QVERIFY(limiter.tryEnter());
    QVERIFY(!limiter.tryEnter());
    QCOMPARE(RateLimiter::shared("a", 1, {}), RateLimiter::shared("a", 1, {}));
    QVERIFY(RateLimiter::shared("a", 1, {}) != RateLimiter::shared("b", 1, {}));
}

void TestPlacesSwitch::limiterBacksOff()
{
    RateLimiter limiter(2, { 10, 40 });
    QCOMPARE(limiter.closedForMs(1000), 0);
    limiter.refused(1000);
    QCOMPARE(limiter.closedForMs(1000), 10);
    limiter.refused(1005); // was under way
    QCOMPARE(limiter.closedForMs(1005), 5);
    QCOMPARE(limiter.closedForMs(1010), 0);
    for (const int ms : { 20, 40, 40 }) {
        limiter.refused(2000 * ms);
        QCOMPARE(limiter.closedForMs(2000 * ms), ms);
        limiter.refused(2000 * ms); // no more than once
        QCOMPARE(limiter.closedForMs(2000 * ms + ms), 0);
        if (ms == 40 && limiter.closedForMs(80'000) == 0)
            break;
    }
    limiter.granted();
    limiter.refused(1'000'000);
    QCOMPARE(limiter.closedForMs(1'000'000), 10);
}

void TestPlacesSwitch::baseUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    for (const char *good : { "http://127.0.0.1:8080", "https://example.org", "https://example.org/a/b/",
             "http://[::1]:90/", " https://example.org " })
        QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const char *bad : { "", "x", "example.org", "http://", "http:///x", "ftp://example.org", "file:///etc/passwd",
             "javascript:x", "http://a b/", "http://me@example.org", "http://me:secret@example.org",
             "http://:@example.org", "http://example.org?", "http://example.org/?key=secret", "http://example.org/#x",
             "http://example.org:0", "http://example.org:65536" })
        QTest::newRow(bad) << QString::fromLatin1(bad) << false;
}

void TestPlacesSwitch::baseUrls()
{
    QFETCH(QString, text);
    const auto url = parseBaseUrl(text);
    QTEST(url.hasValue(), "isGood");
    if (!url)
        QVERIFY(!url.error().message.isEmpty() && !url.error().message.contains(QLatin1String("secret")));
}

void TestPlacesSwitch::keyLeavesTheEnvironment()
{
    qputenv("GOOGLE_PLACES_API_KEY", " canary\n");
    QCOMPARE(keyFromEnvironment(), QByteArray("canary"));
    QVERIFY(!qEnvironmentVariableIsSet("GOOGLE_PLACES_API_KEY"));
    QCOMPARE(keyFromEnvironment(), QByteArray("canary"));
}

HERD_TEST(TestPlacesSwitch)
#include "tst_placesswitch.moc"
