// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/observe/ownfile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace herdcore::observe {

using base::Reason;

namespace {

constexpr int lastNumber = 9;

bool operator==(const timespec &a, const timespec &b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

} // namespace

OwnFile::OwnFile(const QString &path, IsOurs isOurs)
    : m_path(path)
    , m_isOurs(isOurs)
{ }

QString OwnFile::path() const
{
    if (m_number == 1)
        return m_path;
    const QString suffix = QFileInfo(m_path).suffix();
    const QString end = suffix.isEmpty() ? QString() : QString(u'.' + suffix);
    return m_path.chopped(end.size()) + u'-' + QString::number(m_number) + end;
}

QByteArray OwnFile::error() const
{
    return std::strerror(m_errno);
}

void OwnFile::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

bool OwnFile::prepare()
{
    if (m_fd >= 0 && m_isRegular)
        look();
    return m_fd >= 0 || open();
}

// What others have done to it since the last write.
void OwnFile::look()
{
    struct stat open { };
    struct stat named { };
    if (::fstat(m_fd, &open) != 0)
        return;
    if (::stat(QFile::encodeName(path()).constData(), &named) != 0 || named.st_ino != open.st_ino
        || named.st_dev != open.st_dev) {
        m_moved = Reason::FileRemoved;
        return close();
    }
    if (open.st_size == m_size && open.st_mtim == m_changed)
        return;
    if (open.st_size > m_size || !beginsAsOurs(open.st_size)) {
        m_moved = Reason::FileOfAnother;
        ++m_number;
        return close();
    }
    m_size = open.st_size; // somebody has emptied it, or only touched it
    m_isTorn = !endsInALine();
}

bool OwnFile::open()
{
    for (; m_number <= lastNumber; ++m_number) {
        const Found found = openThis();
        if (found != Found::Anothers)
            return found == Found::Ours;
        m_moved = Reason::FileOfAnother;
        close();
    }
    m_number = lastNumber;
    m_errno = EEXIST;
    return false;
}

OwnFile::Found OwnFile::openThis()
{
    m_fd = ::open(QFile::encodeName(path()).constData(), O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC,
        S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
    struct stat status { };
    m_errno = m_fd < 0 || ::fstat(m_fd, &status) != 0 ? errno : 0;
    // A pipe's reader may stop reading, and what it reads is no log.
    if (m_errno == 0 && !S_ISREG(status.st_mode) && !S_ISCHR(status.st_mode))
        m_errno = EINVAL;
    if (m_errno != 0) {
        close();
        return Found::Unusable;
    }
    m_isRegular = S_ISREG(status.st_mode);
    m_size = m_isRegular ? status.st_size : 0;
    m_changed = status.st_mtim;
    m_isTorn = !endsInALine();
    if (!m_isRegular)
        return Found::Ours;
    const bool isTaken = ::flock(m_fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    return isTaken || !beginsAsOurs(m_size) ? Found::Anothers : Found::Ours;
}

bool OwnFile::beginsAsOurs(qint64 size) const
{
    constexpr qint64 enough = 64;
    QFile file(path());
    return size == 0 || !m_isOurs || !file.open(QIODevice::ReadOnly) || m_isOurs(file.read(enough));
}

bool OwnFile::endsInALine() const
{
    QFile file(path());
    return m_size == 0 || !file.open(QIODevice::ReadOnly) || !file.seek(m_size - 1) || file.read(1) == "\n";
}

qsizetype OwnFile::write(QByteArrayView bytes)
{
    const ssize_t written = ::write(m_fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
    m_errno = written < 0 ? errno : 0;
    if (written <= 0)
        return written;
    m_isTorn = false;
    m_size += m_isRegular ? written : 0;
    return written;
}

void OwnFile::finish()
{
    struct stat status { };
    if (m_isRegular && ::fstat(m_fd, &status) == 0)
        m_changed = status.st_mtim;
}

} // namespace herdcore::observe
