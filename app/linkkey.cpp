// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/linkkey.h"

#include "herdcore/base/secret.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace app {

using herdcore::base::Expected;

namespace {

constexpr qsizetype leastBytes = 16;
constexpr qsizetype mostBytes = 4096;

UsageError wrong(const QString &path, const QString &what)
{
    return { QStringLiteral("--key-file %1: %2").arg(path, what) };
}

Failure tooShort(const QByteArray &key, const QString &where)
{
    if (key.size() >= leastBytes)
        return {};
    return UsageError{ QStringLiteral("%1: a key has at least %2 bytes").arg(where).arg(leastBytes) };
}

} // namespace

QByteArray linkKeyFromEnvironment()
{
    static const QByteArray key = herdcore::base::takeSecretFromEnvironment("HERDSCOPE_KEY");
    return key;
}

Expected<QByteArray, UsageError> readLinkKey(const QString &path)
{
    // Without waiting for who writes, where it is a pipe.
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return wrong(path, QString::fromLocal8Bit(std::strerror(errno)));
    QFile file;
    if (!file.open(fd, QIODevice::ReadOnly, QFile::AutoCloseHandle))
        return wrong(path, file.errorString());
    struct stat status { };
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return wrong(path, QStringLiteral("it is not a regular file"));
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return wrong(path, QStringLiteral("other users may use it; 'chmod 600' makes it yours alone"));
    const QByteArray bytes = file.read(mostBytes + 1);
    if (bytes.size() > mostBytes)
        return wrong(path, QStringLiteral("a key has at most %1 bytes").arg(mostBytes));
    const QByteArray key = bytes.trimmed();
    if (Failure failure = tooShort(key, QStringLiteral("--key-file ") + path))
        return *failure;
    return key;
}

Failure giveLinkKey(const herdcore::profile::Profile &profile, const QString &file, const QByteArray &fromEnvironment,
    herdcore::herd::HerdOptions &options)
{
    const bool isKeyed = profile.whoSpeaks() == herdcore::profile::Speakers::Keyed;
    if (!isKeyed && !file.isEmpty())
        return UsageError{ QStringLiteral("--key-file goes with --speakers keyed") };
    if (!isKeyed) {
        options.key = fromEnvironment.size() < leastBytes ? QByteArray() : fromEnvironment; // another herd may need it
        return {};
    }
    if (file.isEmpty() && fromEnvironment.isEmpty())
        return UsageError{ QStringLiteral(
            "--speakers keyed needs a key: --key-file FILE, or the environment variable HERDSCOPE_KEY") };
    if (file.isEmpty()) {
        options.key = fromEnvironment;
        return tooShort(fromEnvironment, QStringLiteral("HERDSCOPE_KEY"));
    }
    const auto key = readLinkKey(file);
    if (!key)
        return key.error();
    options.key = *key;
    return {};
}

} // namespace app
