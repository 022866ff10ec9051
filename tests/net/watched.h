// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/poller.h"
#include "rawpair.h"

#include <functional>

namespace netfixture {

using herdcore::net::Poller;

// One end of a connection, registered with a poller; counts its calls and then runs what a test has set.
class Watched final : public Poller::Handler
{
public:
    explicit Watched(Poller &poller)
        : m_poller(poller)
    {
        netfixture::Pair pair = connectedPair();
        mine = netfixture::RawSocket(pair.server);
        other = std::move(pair.client);
        fd = mine.fd();
        poller.add(fd, this);
    }
    ~Watched() override { leave(); }
    Q_DISABLE_COPY_MOVE(Watched)

    void leave()
    {
        if (mine.fd() < 0)
            return;
        m_poller.remove(mine.fd());
        mine.close();
    }
    void onReadable() override { called(readable, whenReadable); }
    void onWritable() override { called(writable, whenWritable); }
    void onAgain() override { called(again, whenAgain); }

    netfixture::RawSocket mine, other;
    int fd = -1;
    int readable = 0, writable = 0, again = 0;
    std::function<void()> whenReadable, whenWritable, whenAgain;

private:
    static void called(int &count, const std::function<void()> &then)
    {
        ++count;
        if (then)
            then();
    }

    Poller &m_poller;
};

} // namespace netfixture
