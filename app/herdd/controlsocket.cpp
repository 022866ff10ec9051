// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/controlsocket.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace herdd {

namespace {

constexpr int backlog = 50;

QString withProcess(const QString &what, qint64 process)
{
    return process > 0 ? what + QStringLiteral(" (process %1)").arg(process) : what;
}

// False: the path is too long for a socket.
bool setPath(sockaddr_un &address, const QString &path)
{
    const QByteArray bytes = QFile::encodeName(path);
    address.sun_family = AF_UNIX;
    if (bytes.size() >= static_cast<qsizetype>(sizeof address.sun_path)) {
        errno = ENAMETOOLONG;
        return false;
    }
    std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()) + 1);
    return true;
}

} // namespace

ControlLock::~ControlLock()
{
    if (m_fd < 0)
        return;
    if (isAtPath())
        ::unlink(m_path.constData()); // while it is held: nobody else can have it
    ::close(m_fd);
}

std::optional<QString> ControlLock::take(const QString &path)
{
    m_path = QFile::encodeName(path);
    // One that ends removes the file: who has got hold of a removed one tries again.
    for (int attempt = 0; attempt < 100; ++attempt) {
        if (const auto wrong = hold())
            return wrong;
        if (isAtPath()) {
            const QByteArray text = QByteArray::number(static_cast<qlonglong>(::getpid())) + '\n';
            if (::ftruncate(m_fd, 0) != 0
                || ::pwrite(m_fd, text.constData(), static_cast<std::size_t>(text.size()), 0) < 0)
                return path + QStringLiteral(": ") + qt_error_string(errno);
            return {};
        }
        ::close(m_fd);
        m_fd = -1;
    }
    return QStringLiteral("others take and leave %1 all the time").arg(path);
}

std::optional<QString> ControlLock::hold()
{
    const QString path = QFile::decodeName(m_path);
    const int fd
        = ::open(m_path.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return path + QStringLiteral(": ") + qt_error_string(errno);
    struct stat status { };
    char text[32] = {};
    bool isNumber = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    const ssize_t size = isNumber ? ::pread(fd, text, sizeof text - 1, 0) : 0;
    const qint64 process = QByteArray(text, std::max<qsizetype>(0, size)).trimmed().toLongLong(&isNumber);
    if (!S_ISREG(status.st_mode) || (size != 0 && !isNumber)) {
        ::close(fd);
        return QStringLiteral("there is a file %1 that is no lock").arg(path);
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return withProcess(QStringLiteral("another program listens there or is about to"), process);
    }
    m_fd = fd;
    return {};
}

bool ControlLock::isAtPath() const
{
    struct stat held { };
    struct stat there { };
    return ::fstat(m_fd, &held) == 0 && ::lstat(m_path.constData(), &there) == 0 && held.st_ino == there.st_ino
        && held.st_dev == there.st_dev;
}

Listener listenerAt(const QString &path)
{
    Listener found;
    if (const int fd = connectTo(path, found); fd >= 0)
        ::close(fd);
    return found;
}

int connectTo(const QString &path, Listener &found)
{
    using enum Listener::Kind;
    struct stat status { };
    found = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        found = { errno == ENOENT ? NoFile : Unknown, 0, errno };
    else if (!S_ISSOCK(status.st_mode))
        found = { NotASocket };
    sockaddr_un address{};
    if (found.kind == Unknown && found.error == 0 && !setPath(address, path))
        found.error = errno;
    if (found.kind != Unknown || found.error != 0)
        return -1;
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        found = { Somebody, processAtOtherEnd(fd) };
        return fd;
    }
    found = { errno == ECONNREFUSED ? Nobody : errno == EAGAIN ? Crowded : Unknown, 0, errno };
    ::close(fd);
    return -1;
}

int listenAt(const QString &path)
{
    sockaddr_un address{};
    if (!setPath(address, path))
        return -1;
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    // Until it listens nobody can connect: the mode is right in time.
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        if (::chmod(address.sun_path, S_IRUSR | S_IWUSR) == 0 && ::listen(fd, backlog) == 0)
            return fd;
        ::unlink(address.sun_path);
    }
    const int error = errno;
    ::close(fd);
    errno = error;
    return -1;
}

qint64 processAtOtherEnd(qintptr descriptor)
{
    ucred who{};
    socklen_t size = sizeof who;
    const bool isKnown = ::getsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_PEERCRED, &who, &size) == 0;
    return isKnown ? who.pid : 0;
}

bool isStopped(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.read(4096);
    const char state = stat.mid(stat.lastIndexOf(')') + 2, 1).append('?').front();
    return state == 'T' || state == 't';
}

} // namespace herdd
