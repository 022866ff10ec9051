// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfile.h"

#include <QFile>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace herdcore::observe {

LogFile::LogFile(const QString &path, qint64 maxBytes, int files)
    : m_path(path)
    , m_maxBytes(maxBytes)
    , m_files(files)
{ }

LogFile::~LogFile()
{
    close();
}

void LogFile::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

void LogFile::flush()
{
    if (m_buffer.isEmpty())
        return;
    if (m_fd >= 0 || open()) {
        if (m_rotates && m_size > 0 && m_size + m_buffer.size() > m_maxBytes)
            rotate();
        writeBuffer();
    }
    m_failing = !m_buffer.isEmpty();
    if (m_failing) {
        m_dropped += static_cast<std::uint64_t>(m_buffer.count('\n'));
        close();
    }
    if (m_buffer.capacity() > 4 * wantsFlush)
        m_buffer = QByteArray(); // a long line is rare, and there are as many files as servers
    else
        m_buffer.resize(0); // keeps its memory
}

bool LogFile::open()
{
    m_fd = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC,
        S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
    struct stat status { };
    // A pipe's reader may stop reading, and what it reads is no log.
    if (m_fd < 0 || ::fstat(m_fd, &status) != 0 || !(S_ISREG(status.st_mode) || S_ISCHR(status.st_mode))) {
        close();
        return false;
    }
    m_rotates = S_ISREG(status.st_mode);
    m_size = m_rotates ? status.st_size : 0;
    m_torn = m_size > 0 && !endsWithLineEnd();
    return true;
}

// What was there before, perhaps from a disk that was full, is ended where it was left.
bool LogFile::endsWithLineEnd() const
{
    QFile before(m_path);
    return !before.open(QIODevice::ReadOnly) || !before.seek(m_size - 1) || before.read(1) == "\n";
}

// When a file cannot be moved out of the way the current one grows on: better too big than lost.
void LogFile::rotate()
{
    const auto numbered = [this](int n) {
        return n == 0 ? path() : path() + u'.' + QString::number(n);
    };
    close();
    QFile::remove(numbered(m_files - 1));
    for (int n = m_files - 1; n > 0; --n)
        QFile::rename(numbered(n - 1), numbered(n));
    open();
}

// Leaves in the buffer what could not be written. The file is then opened again, which finds a line written in part.
void LogFile::writeBuffer()
{
    if (m_fd < 0)
        return;
    if (m_torn && ::write(m_fd, "\n", 1) != 1)
        return;
    m_size += m_torn ? 1 : 0;
    m_torn = false;
    for (ssize_t written = 1; written > 0 && !m_buffer.isEmpty();) { // a disk that fills up takes a part
        written = ::write(m_fd, m_buffer.constData(), static_cast<std::size_t>(m_buffer.size()));
        m_size += std::max<ssize_t>(0, written);
        m_buffer.remove(0, std::max<ssize_t>(0, written));
    }
}

} // namespace herdcore::observe
