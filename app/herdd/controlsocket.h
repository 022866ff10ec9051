// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

// The files of a control socket, of which PATH is the socket itself: how they are made and removed so that two programs
// never share one, and nothing is removed that is not ours.
namespace herdd {

// A regular file that one process at a time holds (flock), with the process's number in it. Freed by the kernel with
// the process, however that ends; the file may stay then. Refuses to touch a file that holds anything else.
class ControlLock
{
public:
    ControlLock() = default;
    ~ControlLock(); // removes the file
    Q_DISABLE_COPY_MOVE(ControlLock)

    [[nodiscard]] std::optional<QString> take(const QString &path); // what is wrong, for people

private:
    [[nodiscard]] std::optional<QString> hold();
    [[nodiscard]] bool isAtPath() const;

    QByteArray m_path;
    int m_fd = -1;
};

// Who listens at a path.
struct Listener {
    enum class Kind { Nobody, NoFile, Somebody, Crowded, NotASocket, Unknown };
    Kind kind = Kind::Unknown;
    qint64 process = 0; // of Somebody, where it is known
    int error = 0; // of Unknown
};
[[nodiscard]] Listener listenerAt(const QString &path); // never waits
// The same, and -1 or a connection to it.
[[nodiscard]] int connectTo(const QString &path, Listener &found);

// A socket that listens there, for the user alone; -1, and errno says why. Never replaces anything.
[[nodiscard]] int listenAt(const QString &path);

[[nodiscard]] qint64 processAtOtherEnd(qintptr descriptor); // 0: not known
[[nodiscard]] bool isStopped(qint64 process); // by SIGSTOP or a debugger

} // namespace herdd
