// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/admission.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace herdcore;
using namespace herdcore::node;
using base::ConnectionId, base::Reason, base::ServerIndex;
using protocol::Greeting, protocol::Speakers;
using What = Admission::Step::What;

namespace {

constexpr ServerIndex jaquez{ 1 };
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

// Hill, which Jaquez and others greet.
struct Hill {
    Links links{ base::ServerName("Hill"), { { jaquez, base::ServerName("Jaquez") } } };
    Admission admission;
    std::uint64_t connections = 0;

    explicit Hill(Speakers speakers, const QByteArray &key = "key")
        : admission(base::ServerName("Hill"), "boot", { speakers, "herd", key, "secret" }, links)
    { }
    Admission::Steps claim(const QByteArray &nonce, std::int64_t nowNs = 0, qsizetype padding = 0)
    {
        QByteArray line = "PEER 2 Jaquez Hill b n=" + nonce;
        if (padding > 0)
            line += ' ' + QByteArray(padding - line.size() - 1, 'x');
        return admission.onGreeting(ConnectionId{ ++connections }, *protocol::parseGreeting(line), line, nowNs);
    }
};

std::size_t count(const Admission::Steps &steps, What what)
{
    return static_cast<std::size_t>(
        std::count_if(steps.begin(), steps.end(), [what](const auto &step) { return step.what == what; }));
}

bool isHeld(const Admission::Steps &steps)
{
    return count(steps, What::Refuse) == 0 && count(steps, What::Take) == 0 && count(steps, What::Drop) == 0;
}

} // namespace

// The bounds of what is held for who greets.
class AdmissionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsSoManyClaims();
    void noncesOfThisSize_data();
    void noncesOfThisSize();
    void linesOfThisSize_data();
    void linesOfThisSize();
    void proofsAreAwaitedForAWhile();
    void withoutAKeyNobodyIsBelieved();
    void asksAgainAfterAFailedCallWithoutClaims();
    void asksAFullServerAgain();
};

void AdmissionTest::holdsSoManyClaims()
{
    Hill hill(Speakers::Listed);
    for (std::size_t i = 0; i < Admission::mostClaims; ++i)
        QVERIFY(isHeld(hill.claim(QByteArray::number(qulonglong(i)))));
    const auto refused = hill.claim("more");
    QCOMPARE(count(refused, What::Refuse), 1U);
    QCOMPARE(refused.front().reason, Reason::Unconfirmed);
    // They are asked about in one line, and those that are not confirmed make room.
    const auto asked = hill.admission.onCalledBack(jaquez, ConnectionId{ 1000 });
    QCOMPARE(protocol::parseConfirm(asked.front().line)->nonces.size(), Admission::mostClaims);
    const auto decided = hill.admission.onHeldLine(ConnectionId{ 1000 }, "CONFIRMED 63");
    QCOMPARE(count(decided, What::Take), 1U);
    QCOMPARE(count(decided, What::Refuse), Admission::mostClaims - 1);
    QVERIFY(isHeld(hill.claim("more")));
}

void AdmissionTest::noncesOfThisSize_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("isHeld");
    QTest::newRow("none") << qsizetype{ 0 } << false;
    QTest::newRow("1") << qsizetype{ 1 } << true;
    QTest::newRow("most - 1") << Admission::mostNonceBytes - 1 << true;
    QTest::newRow("most") << qsizetype{ Admission::mostNonceBytes } << true;
    QTest::newRow("most + 1") << Admission::mostNonceBytes + 1 << false;
}

void AdmissionTest::noncesOfThisSize()
{
    QFETCH(qsizetype, size);
    Hill hill(Speakers::Listed);
    QTEST(isHeld(hill.claim(QByteArray(size, 'n'))), "isHeld");
    Hill keyed(Speakers::Keyed);
    QTEST(isHeld(keyed.claim(QByteArray(size, 'n'))), "isHeld");
}

void AdmissionTest::linesOfThisSize_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("isHeld");
    QTest::newRow("most - 1") << Admission::mostClaimBytes - 1 << true;
    QTest::newRow("most") << qsizetype{ Admission::mostClaimBytes } << true;
    QTest::newRow("most + 1") << Admission::mostClaimBytes + 1 << false;
}

void AdmissionTest::linesOfThisSize()
{
    QFETCH(qsizetype, size);
    Hill hill(Speakers::Listed);
    QTEST(isHeld(hill.claim("1", 0, size)), "isHeld");
}

void AdmissionTest::proofsAreAwaitedForAWhile()
{
    Hill hill(Speakers::Keyed);
    QVERIFY(isHeld(hill.claim("1", 5)));
    QCOMPARE(hill.admission.nextNs(), 5 + Admission::patienceNs);
    QVERIFY(hill.admission.onTimer(5 + Admission::patienceNs - 1).empty());
    const auto late = hill.admission.onTimer(5 + Admission::patienceNs);
    QCOMPARE(count(late, What::Refuse), 1U);
    QCOMPARE(late.front().reason, Reason::WrongKey);
    QCOMPARE(hill.admission.nextNs(), never);
}

// An empty key would be one that everybody knows.
void AdmissionTest::withoutAKeyNobodyIsBelieved()
{
    Hill hill(Speakers::Keyed, {});
    QCOMPARE(count(hill.claim("1"), What::Refuse), 1U);
    const QByteArray said = hill.admission.onDialled(jaquez, ConnectionId{ 50 });
    hill.links.dialled(jaquez, ConnectionId{ 50 });
    Greeting theirs{ base::ServerName("Jaquez"), base::ServerName("Hill"), "b", 2, "herd", {}, "2" };
    theirs.proof = protocol::proofOf({}, protocol::Role::Dialled, *protocol::parseGreeting(said), theirs);
    const auto answered = hill.admission.onGreeting(ConnectionId{ 50 }, theirs, "PEER", 0);
    QCOMPARE(count(answered, What::Take), 0U);
    QCOMPARE(count(answered, What::Refuse), 1U);
}

void AdmissionTest::asksAgainAfterAFailedCallWithoutClaims()
{
    Hill hill(Speakers::Listed);
    QCOMPARE(count(hill.claim("1"), What::CallBack), 1U);
    hill.admission.onClosed(ConnectionId{ 1 });
    hill.admission.onCallFailed(jaquez);
    QVERIFY(isHeld(hill.claim("2")));
    const auto again = hill.admission.onTimer(Admission::callPaceNs);
    QCOMPARE(count(again, What::CallBack), 1U);
    QCOMPARE(count(again, What::Refuse), 0U);
}

void AdmissionTest::asksAFullServerAgain()
{
    Hill hill(Speakers::Listed);
    std::int64_t nowNs = 0;
    QVERIFY(isHeld(hill.claim("1", nowNs)));
    for (int call = 1; call < Admission::mostBusyCalls; ++call) {
        const auto asked = hill.admission.onCalledBack(jaquez, ConnectionId{ 1000 });
        QCOMPARE(protocol::parseConfirm(asked.front().line)->nonces.size(), 1U);
        const auto busy = hill.admission.onHeldLine(ConnectionId{ 1000 }, "? server full");
        QCOMPARE(busy.size(), 1U);
        QCOMPARE(busy.front().what, What::Drop); // the call, and not the claim
        QCOMPARE(busy.front().connection, ConnectionId{ 1000 });
        QCOMPARE(hill.admission.nextNs(), nowNs += Admission::callPaceNs);
        QCOMPARE(count(hill.admission.onTimer(nowNs), What::CallBack), 1U);
    }
    (void)hill.admission.onCalledBack(jaquez, ConnectionId{ 1000 });
    QCOMPARE(count(hill.admission.onHeldLine(ConnectionId{ 1000 }, "? server full"), What::Refuse), 1U);
    // One that had room meanwhile has as many tries as before.
    QVERIFY(isHeld(hill.claim("2", nowNs += Admission::callPaceNs)));
    (void)hill.admission.onCalledBack(jaquez, ConnectionId{ 1000 });
    QCOMPARE(count(hill.admission.onHeldLine(ConnectionId{ 1000 }, "? server full"), What::Refuse), 0U);
    (void)hill.admission.onTimer(nowNs += Admission::callPaceNs);
    (void)hill.admission.onCalledBack(jaquez, ConnectionId{ 1000 });
    QCOMPARE(count(hill.admission.onHeldLine(ConnectionId{ 1000 }, "CONFIRMED 2"), What::Take), 1U);
}

HERD_TEST(AdmissionTest)
#include "tst_admission.moc"
