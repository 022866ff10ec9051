// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/linereader.h"

#include "herdcore/net/sockets.h"

#include <cerrno>

namespace herdcore::net {

LineReader::LineReader(const ConnectionLimits &limits)
    : m_shared(limits.shared)
    , m_framer(qMax(limits.lineBytes, limits.longLineBytes), limits.shared ? &limits.shared->unread : nullptr)
    , m_lineBytes(limits.lineBytes)
{ }

int LineReader::readFrom(Sockets &sockets, int fd)
{
    constexpr qsizetype little = 4 * 1024;
    const bool isMuch = m_shared && m_shared->unread.used() > m_shared->manyUnread;
    const qsizetype count = sockets.receive(fd, ScratchBuffer::data(), isMuch ? little : ScratchBuffer::size);
    if (count < 0)
        return errno;
    if (count == 0)
        setEnded();
    else
        m_framer.feed(QByteArrayView(ScratchBuffer::data(), count));
    return 0;
}

} // namespace herdcore::net
