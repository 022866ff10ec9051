// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMetaType>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace herdcore::base {

// A name received from outside: bytes, not text. It may contain NUL, control bytes and invalid UTF-8, and is passed on
// byte for byte as received. Compared as unsigned bytes, left to right.
template <typename Tag> class ByteName
{
public:
    ByteName() = default;
    explicit ByteName(QByteArray bytes)
        : m_bytes(std::move(bytes))
    { }

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

    friend bool operator==(const ByteName &a, const ByteName &b) { return a.m_bytes == b.m_bytes; }
    friend bool operator!=(const ByteName &a, const ByteName &b) { return a.m_bytes != b.m_bytes; }
    friend bool operator<(const ByteName &a, const ByteName &b) { return a.m_bytes < b.m_bytes; }
    friend size_t qHash(const ByteName &name, size_t seed = 0) { return qHash(name.m_bytes, seed); }

private:
    QByteArray m_bytes;
};

using ServerName = ByteName<struct ServerNameTag>;
using ClientId = ByteName<struct ClientIdTag>;

// The index of a server in its profile's list, from 0. None means no server.
enum class ServerIndex : std::int16_t { None = -1 };

// Identifies a TCP connection in this process, never reused. None means no connection.
enum class ConnectionId : std::uint64_t { None = 0 };

// The number of an event in the event log: its position, from 1, without gaps. None means no event.
enum class EventId : std::uint64_t { None = 0 };

// The plain number behind a strong type.
template <typename Enum> [[nodiscard]] constexpr auto number(Enum value)
{
    return static_cast<std::underlying_type_t<Enum>>(value);
}

// Identifies an update on every hop: the client and the client's timestamp.
struct UpdateKey {
    ClientId client;
    std::int64_t timeNs = 0; // the client's own time, ns since 1970

    [[nodiscard]] bool isNull() const { return client.isEmpty(); }
    friend bool operator==(const UpdateKey &a, const UpdateKey &b)
    {
        return a.timeNs == b.timeNs && a.client == b.client;
    }
    friend size_t qHash(const UpdateKey &key, size_t seed = 0) { return qHashMulti(seed, key.client, key.timeNs); }
};

} // namespace herdcore::base

template <typename Tag> struct std::hash<herdcore::base::ByteName<Tag>> {
    std::size_t operator()(const herdcore::base::ByteName<Tag> &name) const noexcept { return qHash(name); }
};
