// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <atomic>

namespace herdcore::net {

class Sockets;

// How many connections this process can afford, so that accept() never fails for want of a descriptor: QTcpServer would
// then spin or stop for good. Raises the soft limit to the hard one first, and keeps a reserve for what is not
// counted: listeners, log files, dialling, places, and accepting the very connection that is to be refused.
// Make one before the first connection and share it; safe to use from every thread.
class DescriptorBudget
{
public:
    static constexpr int defaultReserve = 32;

    explicit DescriptorBudget(int reserve = defaultReserve);
    Q_DISABLE_COPY_MOVE(DescriptorBudget)

    [[nodiscard]] bool tryTake(); // one more connection; false: over budget, nothing is taken
    void release(); // once for each that was taken
    [[nodiscard]] int capacity() const { return m_capacity; }
    [[nodiscard]] int taken() const { return m_taken.load(std::memory_order_relaxed); }

private:
    int m_capacity;
    std::atomic<int> m_taken = 0;
};

// Raises the soft limit to the hard one, as far as that makes sense; returns how many descriptors this process may
// have.
[[nodiscard]] int raiseDescriptorLimit();
// Descriptors open in this process now.
[[nodiscard]] int openDescriptors();

// Says `text` to a client that cannot be served and closes, without waiting. What the client has sent is read
// before, for closing with input unread would reset the connection, and the client might lose the text.
void refuseConnection(Sockets &sockets, int fd, const QByteArray &text);

} // namespace herdcore::net
