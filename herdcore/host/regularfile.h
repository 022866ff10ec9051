// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace herdcore::host {

// An open regular file. Opening it never waits, as a FIFO would, and refuses everything else: a FIFO, a device, a
// directory. (QFile says neither how much of a write arrived nor what file a path leads to by now.)
class RegularFile
{
public:
    enum class Mode {
        Existing, // to read and write; made if it is not there
        Fresh, // to write; refused if there is anything by that name
        Look, // to read; refused if it is not there
    };

    RegularFile() = default;
    ~RegularFile() { close(); }
    RegularFile(RegularFile &&other) noexcept;
    RegularFile &operator=(RegularFile &&other) noexcept;

    [[nodiscard]] QString open(const QString &path, Mode mode); // empty, or why it is not open
    void close(); // and gives up its lock
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    [[nodiscard]] bool lock(); // false: another one has it
    [[nodiscard]] bool isAt(const QString &path) const; // and not renamed, deleted or replaced
    [[nodiscard]] qint64 size() const; // -1: cannot be told

    // How many bytes were read or written; fewer than wanted at the end of the file, or when error() says why.
    qint64 read(qint64 at, char *bytes, qint64 count);
    qint64 write(qint64 at, QByteArrayView bytes);
    bool truncate(qint64 size);
    void takePermissionsOf(const RegularFile &other);
    bool sync(); // waits until the disk has it
    void startSync(qint64 at, qint64 count); // so that sync() will not take long
    [[nodiscard]] QString error() const; // of what failed last

    // Waits until the disk knows what has been made or renamed in that file's directory.
    static bool syncDirectoryOf(const QString &path);

private:
    QString failed(int error);

    int m_fd = -1;
    int m_error = 0;
};

} // namespace herdcore::host
