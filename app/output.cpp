// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/output.h"

#include <QObject>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace app {

namespace {

// A pipe that is ready takes this much without waiting; a terminal less. The descriptor itself is not made
// non-blocking, for whoever started us has it too.
constexpr qsizetype mostAtOnce = 4096;
constexpr qsizetype mostOfATerminal = 256;

} // namespace

Output::Output(int descriptor, std::function<void(const QByteArray &)> gone)
    : m_descriptor(descriptor)
    , m_gone(std::move(gone))
    , m_notifier(descriptor, QSocketNotifier::Write)
{
    m_notifier.setEnabled(false);
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { flush(); });
}

void Output::print(const QByteArray &line)
{
    if (m_isGone)
        return;
    if (m_waiting.size() + line.size() >= mostWaiting) {
        ++m_leftOut;
        return;
    }
    m_waiting += line;
    m_waiting += '\n';
    flush();
}

bool Output::isReady() const
{
    pollfd one{ m_descriptor, POLLOUT, 0 };
    return ::poll(&one, 1, 0) == 1;
}

void Output::flush()
{
    const qsizetype most = ::isatty(m_descriptor) != 0 ? mostOfATerminal : mostAtOnce;
    while (!m_waiting.isEmpty() && isReady()) {
        const ssize_t written
            = ::write(m_descriptor, m_waiting.constData(), static_cast<std::size_t>(std::min(most, m_waiting.size())));
        if (written >= 0) {
            m_waiting.remove(0, written);
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            m_isGone = true;
            m_waiting.clear();
            if (m_gone)
                m_gone(std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): one thread prints
        }
    }
    if (m_waiting.isEmpty() && m_leftOut > 0 && !m_isGone)
        m_waiting = QByteArray::number(std::exchange(m_leftOut, 0)) + " lines were left out here: nobody read them\n";
    m_notifier.setEnabled(!m_waiting.isEmpty());
}

} // namespace app
