// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/journal.h"
#include "herdcore/host/journalline.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>
#include <vector>

// A journal's file, and records to write into it.
namespace herdtest {

using herdcore::base::ClientId, herdcore::base::ServerName;
using herdcore::host::forgottenLine, herdcore::host::parseForgottenLine;
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

// What a journal holds when it has been opened and read to its end, in pieces of so many bytes.
struct Contents {
    std::vector<Record> records;
    std::vector<herdcore::node::ForgottenRecord> forgotten;
    QString error;
    Journal::Found found;
};

inline Contents contentsOf(Journal &journal, qint64 piece = 256 << 10)
{
    Contents contents;
    const auto visit = [&contents](const Journal::Entry &entry) {
        if (const auto *const one = std::get_if<Record>(&entry))
            contents.records.push_back(*one);
        else
            contents.forgotten.push_back(std::get<herdcore::node::ForgottenRecord>(entry));
    };
    auto progress = journal.open() ? Journal::Progress::More : Journal::Progress::Failed;
    while (progress == Journal::Progress::More)
        progress = journal.readOn(visit, piece);
    if (progress == Journal::Progress::Failed)
        contents.error = journal.error();
    contents.found = journal.found();
    return contents;
}

inline bool append(Journal &journal, const Record &record)
{
    const QByteArray line = journalLine(record);
    return journal.append(line) == line.size();
}

inline QByteArray header()
{
    return herdcore::host::journalHeader().toByteArray();
}

class JournalFile
{
public:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("Hill.journal")); }
    [[nodiscard]] QString besides(const char *suffix) const { return path() + QLatin1String(suffix); }
    [[nodiscard]] bool isGone() const // with all that is beside it
    {
        QDir folder(m_folder.path());
        const auto names = folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        return m_folder.isValid()
            && std::all_of(names.begin(), names.end(), [&folder](const QString &name) { return folder.remove(name); });
    }
    [[nodiscard]] QStringList names() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    }
    void put(const QByteArray &bytes, const char *suffix = "") const
    {
        QFile file(besides(suffix));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] QByteArray content(const char *suffix = "") const
    {
        QFile file(besides(suffix));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

private:
    QTemporaryDir m_folder;
};

} // namespace herdtest
