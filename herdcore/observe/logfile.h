// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/ownfile.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace herdcore::observe {

// One growing file of lines. Appends, never truncates; when it would grow past `maxBytes` it becomes NAME.1, the older
// ones move up, and the oldest of `files` goes. When it cannot be written, for example because the disk is full, the
// lines are dropped and counted, and each flush tries again from opening on. Writing never waits: the file is a regular
// one or a device such as /dev/null, never a pipe, and a device that is not ready counts as full. A line that was
// written in part is ended before the next one starts. Where another program has a file of that name, and where the
// file is removed, OwnFile says what happens.
class LogFile
{
public:
    static constexpr qint64 defaultMaxBytes = 16 << 20;

    explicit LogFile(
        const QString &path, qint64 maxBytes = defaultMaxBytes, int files = 4, OwnFile::IsOurs isOurs = nullptr);

    // Put whole lines, each with its LF, at its end; then call flush(), at the latest at `wantsFlush` bytes.
    [[nodiscard]] QByteArray &buffer() { return m_buffer; }
    static constexpr qsizetype wantsFlush = 64 * 1024;
    void flush();

    [[nodiscard]] QString path() const { return m_file.path(); }
    // The last flush that had something could not write it all; why.
    [[nodiscard]] bool isFailing() const { return m_failing; }
    [[nodiscard]] QByteArray error() const { return m_error; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; } // lines, ever
    [[nodiscard]] base::Reason takeMoved() { return m_file.takeMoved(); } // see OwnFile

private:
    [[nodiscard]] bool isReady();
    void rotate();
    void writeBuffer();

    OwnFile m_file;
    const qint64 m_maxBytes;
    const int m_files;
    QByteArray m_buffer;
    bool m_failing = false;
    QByteArray m_error;
    std::uint64_t m_dropped = 0;
};

} // namespace herdcore::observe
