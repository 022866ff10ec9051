// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfile.h"

#include <QFileInfo>

#include <algorithm>

namespace herdcore::observe {

LogFile::LogFile(const QString &path, qint64 maxBytes, int files)
    : m_file(path)
    , m_maxBytes(maxBytes)
    , m_files(files)
{ }

void LogFile::flush()
{
    if (m_buffer.isEmpty())
        return;
    if (m_file.isOpen() || open()) {
        if (m_rotates && m_size > 0 && m_size + m_buffer.size() > m_maxBytes)
            rotate();
        writeBuffer();
    }
    m_failing = !m_buffer.isEmpty();
    if (m_failing) {
        m_dropped += static_cast<std::uint64_t>(m_buffer.count('\n'));
        m_file.close();
    }
    if (m_buffer.capacity() > 4 * wantsFlush)
        m_buffer = QByteArray(); // a long line is rare, and there are as many files as servers
    else
        m_buffer.resize(0); // keeps its memory
}

bool LogFile::open()
{
    const QFileInfo info(path());
    m_rotates = !info.exists() || info.isFile();
    m_torn = false;
    if (info.isFile() && info.size() > 0) {
        // What was there before, perhaps from a disk that was full, is ended where it was left.
        QFile before(path());
        if (before.open(QIODevice::ReadOnly) && before.seek(before.size() - 1))
            m_torn = before.read(1) != "\n";
    }
    m_file.setFileName(path()); // or QFile would go on from what it knew of the one before
    // A device has no end to append at.
    const auto end = m_rotates ? QIODevice::Append : QIODevice::NotOpen;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered | end))
        return false;
    m_size = m_rotates ? m_file.size() : 0;
    return true;
}

// When a file cannot be moved out of the way the current one grows on: better too big than lost.
void LogFile::rotate()
{
    const auto numbered = [this](int n) {
        return n == 0 ? path() : path() + u'.' + QString::number(n);
    };
    m_file.close();
    QFile::remove(numbered(m_files - 1));
    for (int n = m_files - 1; n > 0; --n)
        QFile::rename(numbered(n - 1), numbered(n));
    open();
}

// Leaves in the buffer what could not be written. The file is then opened again, which finds a line written in part.
void LogFile::writeBuffer()
{
    if (!m_file.isOpen())
        return;
    if (m_torn && m_file.write("\n", 1) != 1)
        return;
    m_size += m_torn ? 1 : 0;
    m_torn = false;
    const qint64 written = std::max<qint64>(0, m_file.write(m_buffer));
    m_size += written;
    m_buffer.remove(0, written);
}

} // namespace herdcore::observe
