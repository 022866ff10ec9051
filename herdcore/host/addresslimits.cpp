// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/addresslimits.h"

#include "herdcore/base/time.h"

#include <QtEndian>

#include <algorithm>

namespace herdcore::host {

AddressLimits::AddressLimits(AddressLimit limit, std::vector<QHostAddress> exempt)
    : m_limit(limit)
{
    std::transform(exempt.begin(), exempt.end(), std::back_inserter(m_exempt), keyOf);
}

// An IPv4 address is one whether it comes as such or mapped into IPv6.
AddressLimits::Key AddressLimits::keyOf(const QHostAddress &address)
{
    bool isVersion4 = false;
    const quint32 version4 = address.toIPv4Address(&isVersion4);
    if (isVersion4)
        return { 4, version4 };
    const Q_IPV6ADDR version6 = address.toIPv6Address();
    return { 6, qFromBigEndian<quint64>(&version6) };
}

bool AddressLimits::isExempt(const Key &key) const
{
    return !isOn() || std::find(m_exempt.begin(), m_exempt.end(), key) != m_exempt.end();
}

void AddressLimits::giveBack(Usage &usage, std::int64_t nowNs) const
{
    const double seconds = static_cast<double>(nowNs - usage.sinceNs) / static_cast<double>(base::nsPerSecond);
    usage.lines = std::max(0.0, usage.lines - seconds * m_limit.linesPerSecond);
    usage.whatsats = std::max(0.0, usage.whatsats - seconds * m_limit.whatsatsPerMinute / 60);
    usage.sinceNs = nowNs;
}

AddressLimits::Usage &AddressLimits::usage(const Key &key, std::int64_t nowNs)
{
    if (m_known.size() >= m_connected + maxIdle && !m_known.contains(key))
        forgetIdle(nowNs);
    Usage &known = m_known[key];
    giveBack(known, nowNs);
    return known;
}

// First those that have nothing to be remembered for; where that is not enough, all that are not connected.
void AddressLimits::forgetIdle(std::int64_t nowNs)
{
    for (auto &[key, usage] : m_known)
        giveBack(usage, nowNs);
    std::erase_if(m_known, [](const auto &one) {
        const Usage &usage = one.second;
        return usage.connections == 0 && usage.lines <= 0 && usage.whatsats <= 0;
    });
    if (m_known.size() >= m_connected + maxIdle)
        std::erase_if(m_known, [](const auto &one) { return one.second.connections == 0; });
}

bool AddressLimits::enter(const QHostAddress &address, std::int64_t nowNs)
{
    const Key key = keyOf(address);
    if (isExempt(key))
        return true;
    Usage &known = usage(key, nowNs);
    if (m_limit.connections > 0 && known.connections >= m_limit.connections)
        return false;
    if (known.connections++ == 0)
        ++m_connected;
    return true;
}

void AddressLimits::leave(const QHostAddress &address, std::int64_t nowNs)
{
    const Key key = keyOf(address);
    const auto found = m_known.find(key);
    if (isExempt(key) || found == m_known.end() || found->second.connections == 0)
        return;
    Usage &known = found->second;
    if (--known.connections > 0)
        return;
    --m_connected;
    giveBack(known, nowNs);
    if (known.lines <= 0 && known.whatsats <= 0)
        m_known.erase(found);
}

void AddressLimits::countLine(const QHostAddress &address, std::int64_t nowNs)
{
    const Key key = keyOf(address);
    if (m_limit.linesPerSecond > 0 && !isExempt(key))
        usage(key, nowNs).lines += 1;
}

bool AddressLimits::maySendLine(const QHostAddress &address, std::int64_t nowNs)
{
    const Key key = keyOf(address);
    return m_limit.linesPerSecond <= 0 || isExempt(key) || usage(key, nowNs).lines <= m_limit.linesPerSecond - 1;
}

bool AddressLimits::mayAskPlaces(const QHostAddress &address, std::int64_t nowNs)
{
    const Key key = keyOf(address);
    if (m_limit.whatsatsPerMinute <= 0 || isExempt(key))
        return true;
    Usage &known = usage(key, nowNs);
    if (known.whatsats > m_limit.whatsatsPerMinute - 1)
        return false;
    known.whatsats += 1;
    return true;
}

} // namespace herdcore::host
