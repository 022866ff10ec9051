// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace herdcore::host {

// What one address may cost, where other machines may connect; 0: not limited.
struct AddressLimit {
    int connections = 0; // at a time
    int linesPerSecond = 0; // that many also at once
    int whatsatsPerMinute = 0; // that many also at once

    [[nodiscard]] bool isOn() const { return connections > 0 || linesPerSecond > 0 || whatsatsPerMinute > 0; }
};

// Counts what each address does. The addresses of a /64 of IPv6 are one; those of `exempt`, where neighbours are, are
// not counted. Remembers an address that is not connected only while it has used up some of its share, and at most
// `maxIdle` of those.
class AddressLimits
{
public:
    static constexpr std::size_t maxIdle = 4096;

    AddressLimits(AddressLimit limit, std::vector<QHostAddress> exempt);

    [[nodiscard]] bool isOn() const { return m_limit.isOn(); }
    [[nodiscard]] bool enter(const QHostAddress &address, std::int64_t nowNs); // false: it has too many connections
    void leave(const QHostAddress &address, std::int64_t nowNs); // one that has entered
    void countLine(const QHostAddress &address, std::int64_t nowNs);
    [[nodiscard]] bool maySendLine(const QHostAddress &address, std::int64_t nowNs); // or it is to wait
    [[nodiscard]] bool mayAskPlaces(const QHostAddress &address, std::int64_t nowNs); // counts it, if it may
    [[nodiscard]] std::size_t size() const { return m_known.size(); } // addresses that are remembered

private:
    using Key = std::pair<int, quint64>; // 4 or 6, and what counts of the address
    struct Usage {
        int connections = 0;
        double lines = 0; // used up, and given back as time passes
        double whatsats = 0;
        std::int64_t sinceNs = 0;
    };

    [[nodiscard]] static Key keyOf(const QHostAddress &address);
    [[nodiscard]] bool isExempt(const Key &key) const;
    Usage &usage(const Key &key, std::int64_t nowNs);
    void giveBack(Usage &usage, std::int64_t nowNs) const;
    void forgetIdle(std::int64_t nowNs);

    AddressLimit m_limit;
    std::vector<Key> m_exempt;
    std::map<Key, Usage> m_known;
    std::size_t m_connected = 0; // addresses of m_known with a connection
};

} // namespace herdcore::host
