// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/descriptorbudget.h"

#include "herdcore/net/sockets.h"
#include "herdcore/net/tcplistener.h"
#include "rawpair.h"
#include "tests/support/testmain.h"
#include "turns.h"

#include <QTest>

#include <thread>
#include <vector>

#include <sys/resource.h>

using namespace netfixture;
using namespace herdcore::net;

class TestDescriptorBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void counts();
    void raisesTheSoftLimit();
    void staysBelowTheLimit();
    void threadsShareIt();
    void refuses();
    void refusesThoseBeyond();

private:
    // A budget of `capacity`, whatever this machine allows.
    static int reserveFor(int capacity) { return DescriptorBudget(0).capacity() - capacity; }
};

void TestDescriptorBudget::cleanup()
{
    QVERIFY(turnUntil([] { return true; }));
}

void TestDescriptorBudget::counts()
{
    const int before = openDescriptors();
    const int one = ::dup(0);
    QCOMPARE(openDescriptors(), before + 1);
    ::close(one);
    QCOMPARE(openDescriptors(), before);
}

void TestDescriptorBudget::raisesTheSoftLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t hard = limit.rlim_max;
    limit.rlim_cur = 64;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const DescriptorBudget budget(10);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    QCOMPARE(limit.rlim_cur, qMin<rlim_t>(hard, 1024 * 1024));
    QCOMPARE(budget.capacity(), static_cast<int>(limit.rlim_cur) - openDescriptors() - 10);
}

void TestDescriptorBudget::staysBelowTheLimit()
{
    DescriptorBudget budget(reserveFor(2));
    QCOMPARE(budget.capacity(), 2);
    QVERIFY(budget.tryTake());
    QVERIFY(budget.tryTake());
    QVERIFY(!budget.tryTake());
    QCOMPARE(budget.taken(), 2);
    budget.release();
    QVERIFY(budget.tryTake());
    QVERIFY(!budget.tryTake());
    DescriptorBudget none(reserveFor(-5)); // more reserved than there is
    QCOMPARE(none.capacity(), 0);
    QVERIFY(!none.tryTake());
}

void TestDescriptorBudget::threadsShareIt()
{
    DescriptorBudget budget(reserveFor(1000));
    std::atomic<int> got = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 1000; ++k) {
                if (budget.tryTake())
                    ++got;
                if (k % 3 == 0 && budget.tryTake())
                    budget.release();
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(budget.taken(), got.load());
    QVERIFY(got <= 1000);
    QVERIFY(got > 900);
}

void TestDescriptorBudget::refuses()
{
    const int before = openDescriptors();
    Pair pair = connectedPair();
    pair.client.send("IAMAT kiwi +34-118 1\n"); // unread, this would turn the goodbye into a reset
    refuseConnection(systemSockets(), pair.server, "? server full\n");
    QVERIFY(turnUntil([&] { return pair.client.ended(); }));
    QCOMPARE(pair.client.received(), QByteArray("? server full\n"));
    QCOMPARE(pair.client.error(), 0);
    QCOMPARE(pendingError(pair.client.fd()), 0);
    pair.client.close();
    QCOMPARE(openDescriptors(), before);
}

void TestDescriptorBudget::refusesThoseBeyond()
{
    struct Host final : Listener::Owner {
        void onAccepted(int fd) override
        {
            if (budget.tryTake())
                sockets.emplace_back(fd);
            else
                refuseConnection(systemSockets(), fd, "? server full\n");
        }
        DescriptorBudget budget{ reserveFor(10) };
        std::vector<RawSocket> sockets;
    } host;
    TcpListener listener(host);
    QCOMPARE(listener.listen(QHostAddress(QHostAddress::LocalHost), 0), herdcore::base::Reason::None);
    std::vector<RawSocket> clients;
    for (int i = 0; i < 15; ++i)
        clients.push_back(RawSocket::connectedTo(listener.port()));
    int refused = 0;
    QVERIFY(turnUntil([&] {
        refused = 0;
        for (RawSocket &client : clients)
            refused += client.ended() && client.received() == "? server full\n" && client.error() == 0 ? 1 : 0;
        return refused == 5;
    }));
    QCOMPARE(host.sockets.size(), size_t(10));
    host.sockets.pop_back();
    host.budget.release();
    clients.push_back(RawSocket::connectedTo(listener.port()));
    QVERIFY(turnUntil([&] { return host.sockets.size() == 10; }));
    QVERIFY(!clients.back().ended());
}

HERD_TEST(TestDescriptorBudget)
#include "tst_descriptorbudget.moc"
