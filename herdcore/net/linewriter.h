// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/sendbuffer.h"

#include <QByteArray>

#include <cstdint>

namespace herdcore::net {

// The outgoing half of a connection: hands bytes to the system, keeps in order what it would not take, and
// half-closes behind the last of them once asked to. Knows no limit and calls nobody: the connection looks at size().
class LineWriter
{
public:
    explicit LineWriter(base::ByteMeter *meter = nullptr)
        : m_unsent(meter)
    { }

    // One write to the system while nothing is waiting; the rest waits. 0, or the error.
    [[nodiscard]] int write(Sockets &sockets, int fd, const QByteArray &bytes);
    void queue(const QByteArray &bytes) { m_unsent.append(bytes, 0); } // there is no connection yet
    // Writes what waits, as far as the system takes it. 0, or the error.
    [[nodiscard]] int flush(Sockets &sockets, int fd) { return m_unsent.writeTo(sockets, fd); }
    [[nodiscard]] bool isEmpty() const { return m_unsent.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_unsent.size(); } // of what waits
    void clear() { m_unsent.clear(); }

    // Nothing is to follow what was written so far. The half-close itself is halfClose(), once isEmpty().
    void finish();
    [[nodiscard]] bool isOpen() const { return m_end == End::Open; } // bytes may still follow
    void halfClose(Sockets &sockets, int fd); // the second time it does nothing
    [[nodiscard]] bool isHalfClosed() const { return m_end == End::HalfClosed; }

private:
    enum class End : std::uint8_t { Open, Finishing, HalfClosed };

    SendBuffer m_unsent;
    End m_end = End::Open;
};

} // namespace herdcore::net
