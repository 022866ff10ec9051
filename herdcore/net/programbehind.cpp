// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/programbehind.h"

#include <QDir>
#include <QFile>

#include <array>
#include <chrono>
#include <memory>

#include <dirent.h>
#include <unistd.h>

namespace herdcore::net {

namespace {

constexpr qsizetype longestCommand = 200;
constexpr std::chrono::milliseconds patience{ 10 }; // others are served in this thread

using Clock = std::chrono::steady_clock;

// The inode of the socket with these ports, in a table such as /proc/net/tcp; 0: there is none, or nobody holds it.
QByteArray inodeIn(const QString &table, quint16 port, quint16 remotePort, Clock::time_point end)
{
    const auto hex = [](quint16 number) {
        return QByteArray(':' + QByteArray::number(number, 16).toUpper().rightJustified(4, '0'));
    };
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray local = hex(port);
    const QByteArray remote = hex(remotePort);
    for (QByteArray line = file.readLine(); !line.isEmpty() && Clock::now() < end; line = file.readLine()) {
        if (!line.contains(local) || !line.contains(remote))
            continue; // there may be thousands
        const QByteArrayList fields = line.simplified().split(' ');
        constexpr qsizetype localField = 1, remoteField = 2, inodeField = 9;
        if (fields.size() > inodeField && fields[localField].endsWith(local) && fields[remoteField].endsWith(remote)
            && fields[inodeField] != "0")
            return fields[inodeField];
    }
    return {};
}

// Reads the links one by one: a list of thousands, sorted, would take longer than there is time.
bool holds(const QString &process, const QByteArray &socket, Clock::time_point end)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(
        ::opendir(QFile::encodeName(process + QStringLiteral("/fd")).constData()), ::closedir);
    if (!folder)
        return false;
    std::array<char, 64> target{};
    while (const dirent *const one = ::readdir(folder.get())) {
        const auto size = ::readlinkat(::dirfd(folder.get()), one->d_name, target.data(), target.size());
        if (size > 0 && QByteArrayView(target.data(), size) == socket)
            return true;
        if (Clock::now() >= end)
            return false;
    }
    return false;
}

} // namespace

QByteArray programBehind(const Endpoint &theirs, quint16 ourPort)
{
    if (!theirs.host().isLoopback())
        return {};
    const Clock::time_point end = Clock::now() + patience;
    QByteArray inode = inodeIn(QStringLiteral("/proc/net/tcp"), theirs.port, ourPort, end);
    if (inode.isEmpty())
        inode = inodeIn(QStringLiteral("/proc/net/tcp6"), theirs.port, ourPort, end);
    if (inode.isEmpty())
        return {};
    const QByteArray socket = "socket:[" + inode + ']';
    const QString ours = QString::number(::getpid());
    for (const QString &pid : QDir(QStringLiteral("/proc")).entryList({ QStringLiteral("[1-9]*") }, QDir::Dirs)) {
        const QString process = QStringLiteral("/proc/") + pid;
        if (Clock::now() >= end)
            return {};
        if (pid == ours || !holds(process, socket, end))
            continue;
        QFile command(process + QStringLiteral("/cmdline"));
        const QByteArray words = command.open(QIODevice::ReadOnly) ? command.read(longestCommand) : QByteArray();
        return "pid " + pid.toLatin1() + ": " + QByteArray(words).replace('\0', ' ').trimmed();
    }
    return {};
}

} // namespace herdcore::net
