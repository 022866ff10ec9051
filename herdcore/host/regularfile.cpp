// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/regularfile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace herdcore::host {

namespace {

int flagsOf(RegularFile::Mode mode)
{
    switch (mode) {
    case RegularFile::Mode::Existing:
        return O_RDWR | O_CREAT;
    case RegularFile::Mode::Fresh:
        return O_RDWR | O_CREAT | O_EXCL;
    case RegularFile::Mode::Look:
        return O_RDONLY | O_NOFOLLOW;
    }
    return O_RDONLY;
}

} // namespace

RegularFile::RegularFile(RegularFile &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_error(other.m_error)
{ }

RegularFile &RegularFile::operator=(RegularFile &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    std::swap(m_error, other.m_error);
    other.close();
    return *this;
}

QString RegularFile::open(const QString &path, Mode mode)
{
    close();
    const QByteArray name = QFile::encodeName(path);
    const QString notRegular = QStringLiteral("it is not a regular file");
    struct stat status { };
    // Looked at first: to open a device may do something.
    if (::stat(name.constData(), &status) == 0 && !S_ISREG(status.st_mode))
        return notRegular;
    m_fd = ::open(name.constData(), flagsOf(mode) | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0666);
    if (m_fd < 0)
        return failed(errno);
    if (::fstat(m_fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        close();
        return notRegular;
    }
    return {};
}

void RegularFile::close()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

bool RegularFile::lock()
{
    return ::flock(m_fd, LOCK_EX | LOCK_NB) == 0;
}

bool RegularFile::isAt(const QString &path) const
{
    struct stat here { };
    struct stat there { };
    return ::fstat(m_fd, &here) == 0 && ::stat(QFile::encodeName(path).constData(), &there) == 0
        && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

qint64 RegularFile::size() const
{
    struct stat status { };
    return ::fstat(m_fd, &status) == 0 ? status.st_size : -1;
}

qint64 RegularFile::read(qint64 at, char *bytes, qint64 count)
{
    qint64 done = 0;
    while (done < count) {
        const ssize_t now = ::pread(m_fd, bytes + done, static_cast<std::size_t>(count - done), at + done);
        if (now < 0 && errno == EINTR)
            continue;
        if (now < 0)
            failed(errno);
        if (now <= 0)
            break;
        done += now;
    }
    return done;
}

qint64 RegularFile::write(qint64 at, QByteArrayView bytes)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const ssize_t now
            = ::pwrite(m_fd, bytes.data() + done, static_cast<std::size_t>(bytes.size() - done), at + done);
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0) {
            failed(now < 0 ? errno : ENOSPC);
            break;
        }
        done += now;
    }
    return done;
}

bool RegularFile::truncate(qint64 size)
{
    const bool done = ::ftruncate(m_fd, size) == 0;
    if (!done)
        failed(errno);
    return done;
}

void RegularFile::takePermissionsOf(const RegularFile &other)
{
    struct stat status { };
    if (::fstat(other.m_fd, &status) == 0 && ::fchmod(m_fd, status.st_mode & 07777) != 0)
        failed(errno); // what the user allows everybody is then what it allows
}

bool RegularFile::sync()
{
    const bool done = ::fdatasync(m_fd) == 0;
    if (!done)
        failed(errno);
    return done;
}

void RegularFile::startSync(qint64 at, qint64 count)
{
    ::sync_file_range(m_fd, at, count, SYNC_FILE_RANGE_WRITE); // a file system that cannot do that syncs later
}

bool RegularFile::syncDirectoryOf(const QString &path)
{
    const QByteArray directory = QFile::encodeName(QFileInfo(path).absolutePath());
    const int fd = ::open(directory.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    return done;
}

QString RegularFile::failed(int error)
{
    m_error = error;
    return this->error();
}

QString RegularFile::error() const
{
    return qt_error_string(m_error);
}

} // namespace herdcore::host
