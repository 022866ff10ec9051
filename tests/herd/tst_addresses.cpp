// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/addresses.h"
#include "tests/support/testmain.h"

#include <QHostAddress>
#include <QTest>

using namespace herdcore::herd;
using namespace herdcore::profile;
using namespace Qt::StringLiterals;
using herdcore::base::ServerIndex, herdcore::base::ServerName;

class AddressesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dialsWhereAServerListens_data();
    void dialsWhereAServerListens();
    void namesWhatOthersCall_data();
    void namesWhatOthersCall();
};

void AddressesTest::dialsWhereAServerListens_data()
{
    QTest::addColumn<QString>("host"); // of the profile
    QTest::addColumn<bool>("isExternal");
    QTest::addColumn<bool>("isHere");
    QTest::addColumn<QString>("bind");
    QTest::addColumn<QString>("dialled");
    const auto row
        = [](const char *name, const char *host, bool isExternal, bool isHere, const char *bind, const char *dialled) {
              QTest::newRow(name) << QString::fromLatin1(host) << isExternal << isHere << QString::fromLatin1(bind)
                                  << QString::fromLatin1(dialled);
          };
    row("as ever", "127.0.0.1", false, true, "127.0.0.1", "127.0.0.1");
    row("IPv6 loopback", "127.0.0.1", false, true, "::1", "::1");
    row("an address of the LAN", "127.0.0.1", false, true, "192.168.1.5", "192.168.1.5");
    row("all of IPv4", "127.0.0.1", false, true, "0.0.0.0", "127.0.0.1");
    row("all", "127.0.0.1", false, true, "::", "127.0.0.1");
    row("another process of this machine", "127.0.0.1", false, false, "::1", "::1");
    row("another machine", "192.168.1.6", false, false, "0.0.0.0", "192.168.1.6");
    row("this machine, by its address", "192.168.1.5", false, true, "0.0.0.0", "127.0.0.1");
    row("an external one", "127.0.0.1", true, true, "::1", "127.0.0.1");
}

void AddressesTest::dialsWhereAServerListens()
{
    QFETCH(QString, host);
    QFETCH(bool, isExternal);
    QFETCH(bool, isHere);
    QFETCH(QString, bind);
    Profile profile;
    profile.servers = { { ServerName("A"), 1, host }, { ServerName("B"), 2 } };
    if (isExternal)
        profile.servers[0].external = ExternalServer{ DialectKind::At, { u"s"_s } };
    HerdOptions options;
    options.bindAddress = bind;
    if (!isHere)
        options.local = { ServerIndex{ 1 } };
    QTEST(hostOf(profile, options, ServerIndex{ 0 }), "dialled");
}

void AddressesTest::namesWhatOthersCall_data()
{
    QTest::addColumn<QString>("bind");
    QTest::newRow("IPv4") << u"0.0.0.0"_s;
    QTest::newRow("both") << u"::"_s;
}

void AddressesTest::namesWhatOthersCall()
{
    QCOMPARE(callableAddresses(u"192.168.1.5"_s), QStringList{ u"192.168.1.5"_s });
    QFETCH(QString, bind);
    for (const QString &one : callableAddresses(bind)) {
        const QHostAddress address(one);
        QVERIFY2(!address.isNull() && !address.isLoopback() && !address.isLinkLocal(), qPrintable(one));
        QVERIFY(address != QHostAddress(bind));
        QVERIFY(bind == u"::"_s || address.protocol() == QAbstractSocket::IPv4Protocol);
    }
}

HERD_TEST(AddressesTest)
#include "tst_addresses.moc"
