// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/logfile.h"

#include <QFile>

#include <algorithm>

namespace herdcore::observe {

LogFile::LogFile(const QString &path, qint64 maxBytes, int files, OwnFile::IsOurs isOurs)
    : m_file(path, isOurs)
    , m_maxBytes(maxBytes)
    , m_files(files)
{ }

void LogFile::flush()
{
    if (m_buffer.isEmpty())
        return;
    if (isReady())
        writeBuffer();
    m_failing = !m_buffer.isEmpty();
    if (m_failing) {
        m_error = m_file.error();
        m_dropped += static_cast<std::uint64_t>(m_buffer.count('\n'));
        m_file.close();
    }
    if (m_buffer.capacity() > 4 * wantsFlush)
        m_buffer = QByteArray(); // a long line is rare, and there are as many files as servers
    else
        m_buffer.resize(0); // keeps its memory
}

bool LogFile::isReady()
{
    if (!m_file.prepare())
        return false;
    const bool isFull = m_file.isRegular() && m_file.size() > 0 && m_file.size() + m_buffer.size() > m_maxBytes;
    if (!isFull)
        return true;
    rotate();
    return m_file.prepare();
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
}

// Leaves in the buffer what could not be written. The file is then opened again, which finds a line written in part.
// What was there before, perhaps from a disk that was full, is ended where it was left.
void LogFile::writeBuffer()
{
    if (m_file.isTorn() && m_file.write("\n") != 1)
        return;
    for (qsizetype written = 1; written > 0 && !m_buffer.isEmpty();) { // a disk that fills up takes a part
        written = m_file.write(m_buffer);
        m_buffer.remove(0, std::max<qsizetype>(0, written));
    }
    m_file.finish();
}

} // namespace herdcore::observe
