// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/childoutput.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace herdcore::host {

namespace {

constexpr int pauseMs = 50;
constexpr std::size_t readSize = 8'192;
constexpr std::size_t largestRest = 1'024 * 1'024; // what a pipe can hold, unless root widened it

} // namespace

ChildOutput::ChildOutput(net::Poller &poller, Taker taker, std::function<void()> throttled)
    : m_poller(poller)
    , m_taker(std::move(taker))
    , m_throttled(std::move(throttled))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] { resume(); });
}

ChildOutput::~ChildOutput()
{
    closeChildsEnd();
    closeOurEnd();
}

bool ChildOutput::open()
{
    closeChildsEnd();
    closeOurEnd();
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return false;
    m_ourEnd = ends[0];
    m_childsEnd = ends[1];
    ::fcntl(m_ourEnd, F_SETFL, O_NONBLOCK);
    m_buffer.clear();
    m_searched = 0;
    m_wasThrottled = false;
    m_sinceRefill.start();
    m_poller.add(m_ourEnd, this);
    m_poller.setInterest(m_ourEnd, true, false);
    m_isListening = true;
    return true;
}

void ChildOutput::closeChildsEnd()
{
    if (m_childsEnd >= 0)
        ::close(m_childsEnd);
    m_childsEnd = -1;
}

void ChildOutput::finish()
{
    closeChildsEnd();
    refill();
    giveLines();
    for (std::size_t read = 0; m_ourEnd >= 0 && read < largestRest && readSome() > 0; read += readSize) {
        giveLines();
        while (m_buffer.size() >= longestPiece)
            give(longestPiece, 0);
    }
    if (!m_buffer.isEmpty())
        give(m_buffer.size(), m_buffer.endsWith('\n') ? 1 : 0);
    closeOurEnd();
}

void ChildOutput::onReadable()
{
    refill();
    const bool isEnd = readSome() == 0;
    giveLines();
    if (isSpent())
        pause();
    else if (isEnd)
        closeOurEnd();
}

void ChildOutput::refill()
{
    const double seconds = static_cast<double>(m_sinceRefill.nsecsElapsed()) / 1e9;
    m_sinceRefill.start();
    m_lines = std::min<double>(linesPerSecond, m_lines + seconds * linesPerSecond);
    m_bytes = std::min<double>(bytesPerSecond, m_bytes + seconds * bytesPerSecond);
}

std::ptrdiff_t ChildOutput::readSome()
{
    std::array<char, readSize> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills it
    const ssize_t size = ::read(m_ourEnd, bytes.data(), bytes.size());
    m_buffer.append(bytes.data(), std::max<ssize_t>(0, size));
    return size;
}

void ChildOutput::giveLines()
{
    while (!isSpent()) {
        const qsizetype end = m_buffer.indexOf('\n', m_searched);
        if (end >= 0 && end <= longestPiece) {
            give(end + 1, 1);
        } else if (m_buffer.size() > longestPiece) {
            give(longestPiece, 0);
        } else {
            m_searched = m_buffer.size();
            return;
        }
    }
}

// The first so many bytes, the last of which are the line's end and not given.
void ChildOutput::give(qsizetype size, qsizetype skip)
{
    QByteArray line = m_buffer.first(size - skip);
    if (skip > 0 && line.endsWith('\r'))
        line.chop(1);
    m_buffer.remove(0, size);
    m_searched = 0;
    m_lines -= 1;
    m_bytes -= static_cast<double>(size);
    m_taker(line);
}

void ChildOutput::pause()
{
    if (m_isListening)
        m_poller.remove(m_ourEnd); // with a hang-up alone it would call again and again
    m_isListening = false;
    m_pause.start();
    if (!std::exchange(m_wasThrottled, true) && m_throttled)
        m_throttled();
}

void ChildOutput::resume()
{
    if (m_ourEnd < 0 || m_isListening)
        return;
    refill();
    giveLines();
    if (isSpent()) {
        m_pause.start();
        return;
    }
    m_poller.add(m_ourEnd, this);
    m_poller.setInterest(m_ourEnd, true, false);
    m_isListening = true;
}

void ChildOutput::closeOurEnd()
{
    m_pause.stop();
    if (m_isListening)
        m_poller.remove(m_ourEnd);
    m_isListening = false;
    if (m_ourEnd >= 0)
        ::close(m_ourEnd);
    m_ourEnd = -1;
}

} // namespace herdcore::host
