// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

namespace herdcore::net {

class Sockets;

// Tells handlers when their descriptors can be read or written, in the thread whose event loop it was made in.
// Level-triggered: a handler that leaves something unread is called again in the next turn.
// Qt polls every QSocketNotifier of a thread in each turn of its loop, which at 1,000 connections halves the speed of
// a server. So on Linux one epoll descriptor stands behind one QSocketNotifier and is drained in place; elsewhere, and
// with HERDSCOPE_POLLER=notifier, each descriptor has its own two notifiers.
class Poller
{
public:
    class Handler
    {
    public:
        virtual ~Handler() = default;
        virtual void onReadable() = 0;
        virtual void onWritable() = 0;
        // Asked for with again(): there is work left that no descriptor will announce.
        virtual void onAgain() = 0;
    };

    virtual ~Poller() = default;
    [[nodiscard]] Sockets &sockets() const { return m_sockets; } // whose descriptors it can wait for
    // Starts with no interest. An error or hang-up is reported as readable, or as writable where only that is asked
    // for, or, with no interest at all, as readable. `handler` may remove itself, or any other, from inside a call.
    virtual void add(int fd, Handler *handler) = 0;
    virtual void setInterest(int fd, bool readable, bool writable) = 0;
    virtual void remove(int fd) = 0; // before the descriptor is closed; pending calls to its handler are dropped
    // Calls handler->onAgain() once in the next turn, after the others had theirs; dropped by remove(fd).
    virtual void again(int fd) = 0;

    enum class Kind { Best, Notifier };
    [[nodiscard]] static std::unique_ptr<Poller> create(Kind kind = Kind::Best);

protected:
    Poller(); // of the system's sockets
    explicit Poller(Sockets &sockets)
        : m_sockets(sockets)
    { }

private:
    Sockets &m_sockets;
};

} // namespace herdcore::net
