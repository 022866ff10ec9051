// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Whatever a journal's file holds: what opens says what it kept and dropped, opens again with the same, and takes more.
// With a '!' in front each line is given the right checksum, which a fuzzer would not guess.

#include "herdcore/host/journal.h"
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
    }

    write(path, content);
    std::vector<Record> kept;
    Record more{ herdcore::base::ClientId("kiwi"), herdcore::base::ServerName("Hill"), "+0.5", { "+1-1", 1, -1 },
        { "5.5", 5'500'000'000 }, 7 };
    {
        Journal journal(path);
        const auto contents = journal.open();
        FUZZ_EXPECT(contents.error.isEmpty() && contents.droppedBytes >= 0);
        FUZZ_EXPECT(journal.bytes() + contents.droppedBytes == content.size());
        kept = contents.records;
        FUZZ_EXPECT(journal.append(more));
    }
    Journal again(path);
    const auto contents = again.open();
    FUZZ_EXPECT(contents.error.isEmpty() && contents.droppedBytes == 0);
    kept.push_back(more);
    FUZZ_EXPECT(contents.records == kept && contents.records.back().label == 7);
}
