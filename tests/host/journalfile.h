// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/journal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// A journal's file, and records to write into it.
namespace herdtest {

using herdcore::base::ClientId, herdcore::base::ServerName;
using herdcore::host::Journal, herdcore::host::journalLine, herdcore::host::parseJournalLine;
using herdcore::protocol::Record;

inline Record record(const QByteArray &client, int seconds, std::uint64_t label = 1)
{
    return { ClientId(client), ServerName("Hill"), "+0.263873386", { "+34.068930-118.445127", 34.06893, -118.445127 },
        { QByteArray::number(seconds), seconds * 1'000'000'000LL }, label };
}

inline QByteArray linesOf(const std::vector<Record> &records)
{
    QByteArray all;
    for (const Record &one : records)
        all += journalLine(one);
    return all;
}

inline void compare(const std::vector<Record> &found, const std::vector<Record> &expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(found[i] == expected[i]);
        QCOMPARE(found[i].label, expected[i].label);
        QCOMPARE(found[i].time.ns, expected[i].time.ns);
    }
}

class JournalFile
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("Hill.journal")); }
    [[nodiscard]] bool isGone() const
    {
        return m_folder.isValid() && (!QFile::exists(path()) || QFile::remove(path()));
    }
    void put(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

private:
    QTemporaryDir m_folder;
};

} // namespace herdtest
