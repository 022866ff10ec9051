// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/programbehind.h"

#include <QDir>
#include <QFile>

namespace herdcore::net {

namespace {

constexpr qsizetype longestCommand = 200;

// The inode of the socket with these ports, in a table such as /proc/net/tcp; 0: there is none, or nobody holds it.
QByteArray inodeIn(const QString &table, quint16 port, quint16 remotePort)
{
    const auto hex = [](quint16 number) {
        return QByteArray(':' + QByteArray::number(number, 16).toUpper().rightJustified(4, '0'));
    };
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray local = hex(port);
    const QByteArray remote = hex(remotePort);
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        const QByteArrayList fields = line.simplified().split(' ');
        constexpr qsizetype localField = 1, remoteField = 2, inodeField = 9;
        if (fields.size() > inodeField && fields[localField].endsWith(local) && fields[remoteField].endsWith(remote)
            && fields[inodeField] != "0")
            return fields[inodeField];
    }
    return {};
}

bool holds(const QString &process, const QString &socket)
{
    const QString folder = process + QStringLiteral("/fd/");
    for (const QString &one : QDir(folder).entryList(QDir::System | QDir::AllEntries | QDir::NoDotAndDotDot)) {
        if (QFile::symLinkTarget(folder + one).endsWith(socket))
            return true;
    }
    return false;
}

} // namespace

QByteArray programBehind(const Endpoint &theirs, quint16 ourPort)
{
    if (!theirs.host().isLoopback())
        return {};
    QByteArray inode = inodeIn(QStringLiteral("/proc/net/tcp"), theirs.port, ourPort);
    if (inode.isEmpty())
        inode = inodeIn(QStringLiteral("/proc/net/tcp6"), theirs.port, ourPort);
    if (inode.isEmpty())
        return {};
    const QString socket = QStringLiteral("socket:[%1]").arg(QString::fromLatin1(inode));
    for (const QString &pid : QDir(QStringLiteral("/proc")).entryList({ QStringLiteral("[1-9]*") }, QDir::Dirs)) {
        const QString process = QStringLiteral("/proc/") + pid;
        if (!holds(process, socket))
            continue;
        QFile command(process + QStringLiteral("/cmdline"));
        const QByteArray words = command.open(QIODevice::ReadOnly) ? command.read(longestCommand) : QByteArray();
        return "pid " + pid.toLatin1() + ": " + QByteArray(words).replace('\0', ' ').trimmed();
    }
    return {};
}

} // namespace herdcore::net
