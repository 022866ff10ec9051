// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QByteArray>
#include <QString>

#include <utility>

#include <sys/stat.h>

namespace herdcore::observe {

// A file that only this object appends to. A file that is there already, and is another program's or is being written
// by one, is left alone: NAME-2 takes its place, and so on to NAME-9. (A student's server in the same folder writes a
// log of the same name.) Ours is locked, so two of us see each other; others are known by what a file begins with, and
// by its growing. A file that was removed or replaced is made again. A device such as /dev/null is nobody's.
class OwnFile
{
public:
    // Whether what a file begins with is ours. Null: whatever is there is appended to.
    using IsOurs = bool (*)(QByteArrayView head);

    OwnFile(const QString &path, IsOurs isOurs);
    ~OwnFile() { close(); }
    Q_DISABLE_COPY_MOVE(OwnFile)

    // Before each write: it is open, and ours. False: it cannot be; error() says why.
    [[nodiscard]] bool prepare();
    // Like write(2); once all is written, finish() tells our writing from that of others.
    qsizetype write(QByteArrayView bytes);
    void finish();
    void close(); // prepare() opens it again

    [[nodiscard]] QString path() const;
    [[nodiscard]] qint64 size() const { return m_size; } // of a regular file; else 0
    [[nodiscard]] bool isRegular() const { return m_isRegular; }
    [[nodiscard]] bool isTorn() const { return m_isTorn; } // what was there when it was opened ends within a line
    [[nodiscard]] QByteArray error() const; // of the last call that failed, in the system's words
    // FileRemoved, FileOfAnother: since the last call it has become another file than before. None: it has not.
    [[nodiscard]] base::Reason takeMoved() { return std::exchange(m_moved, base::Reason::None); }

private:
    enum class Found { Ours, Anothers, Unusable };

    [[nodiscard]] bool open();
    [[nodiscard]] Found openThis();
    void look();
    [[nodiscard]] bool beginsAsOurs(qint64 size) const;
    [[nodiscard]] bool endsInALine() const;

    const QString m_path;
    const IsOurs m_isOurs;
    int m_number = 1; // of NAME-2
    int m_fd = -1;
    int m_errno = 0;
    bool m_isRegular = false;
    bool m_isTorn = false;
    qint64 m_size = 0;
    timespec m_changed{}; // by us
    base::Reason m_moved = base::Reason::None;
};

} // namespace herdcore::observe
