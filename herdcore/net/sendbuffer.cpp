// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/sendbuffer.h"

#include "herdcore/net/sockets.h"

#include <cerrno>

namespace herdcore::net {

namespace {

constexpr qsizetype pieceBytes = 16 * 1024;

} // namespace

void SendBuffer::append(const QByteArray &bytes, qsizetype from)
{
    const QByteArrayView added = QByteArrayView(bytes).sliced(from);
    if (added.isEmpty())
        return;
    if (!m_pieces.isEmpty() && m_pieces.last().size() + added.size() <= pieceBytes) {
        m_pieces.last().append(added);
    } else if (m_pieces.isEmpty()) {
        m_pieces.append(bytes);
        m_gone = from;
    } else {
        m_pieces.append(from == 0 ? bytes : added.toByteArray());
    }
    m_size.set(size() + added.size());
}

int SendBuffer::writeTo(Sockets &sockets, int fd)
{
    while (!m_pieces.isEmpty()) {
        const QByteArrayView rest = QByteArrayView(m_pieces.first()).sliced(m_gone);
        const qsizetype sent = sockets.send(fd, rest);
        if (sent < 0)
            return wouldBlock(errno) ? 0 : errno;
        m_size.set(size() - sent);
        m_gone += sent;
        if (sent < rest.size())
            return 0;
        m_pieces.removeFirst();
        m_gone = 0;
    }
    clear();
    return 0;
}

void SendBuffer::clear()
{
    m_pieces = {};
    m_gone = 0;
    m_size.set(0);
}

} // namespace herdcore::net
