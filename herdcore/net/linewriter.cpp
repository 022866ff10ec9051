// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/linewriter.h"

#include "herdcore/net/sockets.h"

#include <cerrno>

namespace herdcore::net {

int LineWriter::write(Sockets &sockets, int fd, const QByteArray &bytes)
{
    qsizetype sent = 0;
    if (m_unsent.isEmpty()) {
        sent = sockets.send(fd, bytes);
        if (sent == bytes.size())
            return 0;
        if (sent < 0) {
            const int error = errno;
            if (!wouldBlock(error))
                return error;
            sent = 0;
        }
    }
    m_unsent.append(bytes, sent);
    return 0;
}

void LineWriter::finish()
{
    if (m_end == End::Open)
        m_end = End::Finishing;
}

void LineWriter::halfClose(Sockets &sockets, int fd)
{
    if (m_end == End::HalfClosed)
        return;
    sockets.finishWriting(fd);
    m_end = End::HalfClosed;
}

} // namespace herdcore::net
