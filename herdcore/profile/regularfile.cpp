// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/regularfile.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace herdcore::profile {

using namespace Qt::StringLiterals;

namespace {

FileError systemError()
{
    return { qt_error_string(errno) };
}

} // namespace

base::Expected<QByteArray, FileError> readRegularFile(const QString &path, qint64 maxBytes)
{
    const bool mayBePipe = path == "/dev/stdin"_L1 || path.startsWith("/dev/fd/"_L1);
    const int fd
        = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY | (mayBePipe ? 0 : O_NONBLOCK));
    QFile file;
    if (fd < 0 || !file.open(fd, QIODevice::ReadOnly, QFile::AutoCloseHandle))
        return systemError();
    struct stat status { };
    if (::fstat(fd, &status) != 0)
        return systemError();
    if (S_ISDIR(status.st_mode))
        return FileError{ u"it is a directory"_s };
    if (!S_ISREG(status.st_mode) && !(mayBePipe && S_ISFIFO(status.st_mode)))
        return FileError{ u"it is not a regular file"_s };
    const QByteArray bytes = file.read(maxBytes + 1);
    if (bytes.size() > maxBytes)
        return FileError{ u"it is larger than %1 MiB"_s.arg(static_cast<double>(maxBytes) / (1 << 20)) };
    if (file.error() != QFile::NoError)
        return FileError{ file.errorString() };
    return bytes;
}

} // namespace herdcore::profile
