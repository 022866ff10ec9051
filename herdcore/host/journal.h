// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <optional>
#include <vector>

namespace herdcore::host {

// What one server has learnt, written before it tells anyone, so that a server that was killed comes back with
// what it had answered. One record a line: "CRC LABEL AT ...", CRC-32 of what stands behind it, in hex; a later line
// of a client replaces the earlier ones. Safe from the death of the process, not of the machine: nothing waits for the
// disk, which would cost a thousand times more.
//
// Whatever the end of the file holds that is not such a line (a write cut short, garbage) is dropped and reported. A
// file that cannot be written never stops a server: what is missing is counted.
class Journal
{
public:
    explicit Journal(const QString &path);

    [[nodiscard]] QString path() const { return m_file.fileName(); }
    struct Contents {
        std::vector<protocol::Record> records; // in the order in which they were written
        qint64 droppedBytes = 0; // at the end
        QString error; // why there is no journal, if there is none
    };
    // Reads the file, cuts off what makes no sense, and opens it for more. Rewrites it when most of it is outdated.
    // A second journal on the same file is refused.
    [[nodiscard]] Contents open();

    // False when it could not be written; what was written of it is taken back.
    bool append(const protocol::Record &record);
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    [[nodiscard]] bool rewrite(const std::vector<protocol::Record> &records);

    QFile m_file;
    qint64 m_bytes = 0; // good ones
};

// One line, LF included, and what it holds; nothing when it is not one.
[[nodiscard]] QByteArray journalLine(const protocol::Record &record);
[[nodiscard]] std::optional<protocol::Record> parseJournalLine(QByteArrayView line); // without its LF

} // namespace herdcore::host
