// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Whatever a journal's file holds: no byte of it is lost, whatever lines check out are kept and found again, and more
// is taken; a file in which none does is not touched. With a '!' in front each line is given the right checksum, which
// a fuzzer would not guess.

#include "herdcore/host/journal.h"
#include "herdcore/host/journalline.h"
#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace herdcore::host;
using herdcore::protocol::Record;

namespace {

std::uint32_t crc(QByteArrayView bytes)
{
    std::uint32_t value = 0xffffffff;
    for (const char byte : bytes) {
        value ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320 : 0);
    }
    return value ^ 0xffffffff;
}

QByteArray withChecksums(QByteArrayView bytes)
{
    QByteArray all;
    const auto lines = bytes.toByteArray().split('\n');
    for (const QByteArray &line : lines)
        all += QByteArray::number(crc(line), 16).rightJustified(8, '0') + ' ' + line + '\n';
    return all;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    FUZZ_EXPECT(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool read(Journal &journal, qint64 piece, std::vector<Record> &records)
{
    if (!journal.open())
        return false;
    const auto visit = [&records](const Journal::Entry &entry) {
        if (const auto *const one = std::get_if<Record>(&entry))
            records.push_back(*one);
    };
    auto progress = Journal::Progress::More;
    while (progress == Journal::Progress::More)
        progress = journal.readOn(visit, piece);
    return progress == Journal::Progress::Done;
}

// The lines that check out, by the obvious way to find them.
struct Expected {
    std::vector<Record> records;
    qsizetype goodBytes = 0;
    bool isOurs = false;

    explicit Expected(const QByteArray &content)
    {
        const QByteArray header = journalHeader().toByteArray();
        for (qsizetype begin = 0, end = 0; (end = content.indexOf('\n', begin)) >= 0; begin = end + 1) {
            const QByteArray line = content.mid(begin, end - begin);
            const auto record = parseJournalLine(line);
            if (record)
                records.push_back(*record);
            if (record || parseForgottenLine(line) || line == header.chopped(1)) {
                goodBytes += line.size() + 1;
                isOurs = true;
            }
        }
        isOurs |= content.size() < header.size() && header.startsWith(content);
    }
};

} // namespace

void fuzzOne(QByteArrayView bytes)
{
    static const QTemporaryDir folder(QFileInfo::exists(QStringLiteral("/dev/shm"))
            ? QStringLiteral("/dev/shm/fuzz-journal-XXXXXX")
            : QDir::tempPath() + QStringLiteral("/fuzz-journal-XXXXXX"));
    const QString path = folder.filePath(QStringLiteral("journal"));
    const QByteArray content = bytes.startsWith('!') ? withChecksums(bytes.sliced(1)) : bytes.toByteArray();
    for (const QByteArray &line : content.split('\n')) {
        if (const auto record = parseJournalLine(line))
            FUZZ_EXPECT(*parseJournalLine(journalLine(*record).chopped(1)) == *record);
        if (const auto forgotten = parseForgottenLine(line))
            FUZZ_EXPECT(*parseForgottenLine(forgottenLine(*forgotten).chopped(1)) == *forgotten);
    }

    const QString aside = path + QStringLiteral(".damaged-1");
    QFile::remove(aside);
    write(path, content);
    const Expected expected(content);
    std::vector<Record> kept;
    Record more{ herdcore::base::ClientId("kiwi"), herdcore::base::ServerName("Hill"), "+0.5", { "+1-1", 1, -1 },
        { "5.5", 5'500'000'000 }, 7 };
    {
        Journal journal(path);
        const bool isRead = read(journal, 1 + content.size() % 50, kept);
        FUZZ_EXPECT(isRead == expected.isOurs && kept == expected.records);
        if (!isRead) {
            FUZZ_EXPECT(contentOf(path) == content && !QFile::exists(aside));
            return;
        }
        FUZZ_EXPECT(journal.found().damagedBytes == contentOf(aside).size());
        // Every byte is in one of the two, but for empty lines and the beginning of a header.
        FUZZ_EXPECT(contentOf(path).size() + contentOf(aside).size() >= content.size());
        FUZZ_EXPECT(expected.goodBytes == 0
            || contentOf(path).replace('\n', "").size() + contentOf(aside).replace('\n', "").size()
                == QByteArray(content).replace('\n', "").size());
        const QByteArray line = journalLine(more);
        FUZZ_EXPECT(journal.append(line) == line.size());
    }
    Journal again(path);
    std::vector<Record> found;
    FUZZ_EXPECT(read(again, 1 << 20, found) && again.found().damagedBytes == 0);
    kept.push_back(more);
    FUZZ_EXPECT(found == kept && found.back().label == 7);
}
