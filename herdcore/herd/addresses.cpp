// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/herd/addresses.h"

#include "herdcore/herd/descriptors.h"

#include <QHostAddress>
#include <QNetworkInterface>

namespace herdcore::herd {

namespace {

bool isAny(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6);
}

} // namespace

QString hostOf(const profile::Profile &profile, const HerdOptions &options, base::ServerIndex server)
{
    const profile::ServerProfile &one = profile.server(server);
    const bool isSaid = one.host != profile::ServerProfile().host;
    if (one.external || (isSaid && !runsHere(profile, options, server)))
        return one.host;
    const QHostAddress address(options.bindAddress);
    return isAny(address) ? QHostAddress(QHostAddress::LocalHost).toString() : options.bindAddress;
}

QStringList callableAddresses(const QString &bindAddress)
{
    const QHostAddress address(bindAddress);
    if (!isAny(address))
        return { bindAddress };
    QStringList addresses;
    for (const QHostAddress &one : QNetworkInterface::allAddresses()) {
        const bool isServed
            = one.protocol() == QAbstractSocket::IPv4Protocol || address.protocol() == QAbstractSocket::IPv6Protocol;
        if (isServed && !one.isLoopback() && !one.isLinkLocal())
            addresses += one.toString();
    }
    return addresses;
}

} // namespace herdcore::herd
