// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/journal.h"

#include "herdcore/protocol/dialect.h"

#include <QFileInfo>
#include <QHash>
#include <QSaveFile>

#include <array>
#include <charconv>
#include <optional>
#include <sys/file.h>
#include <unistd.h>

namespace herdcore::host {

using protocol::Record;

namespace {

constexpr qint64 worthRewriting = 1 << 20; // bytes

constexpr std::array<std::uint32_t, 256> crcTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320 : 0);
        table[i] = value;
    }
    return table;
}

// CRC-32 as in zip files: finds every burst of up to 32 wrong bits, and cannot be mistaken for a cut line.
std::uint32_t crc(QByteArrayView bytes)
{
    static constexpr auto table = crcTable();
    std::uint32_t value = 0xffffffff;
    for (const char byte : bytes)
        value = (value >> 8) ^ table[(value ^ static_cast<unsigned char>(byte)) & 0xff];
    return value ^ 0xffffffff;
}

// The last record of each client.
std::vector<Record> latest(const std::vector<Record> &records)
{
    QHash<base::ClientId, std::size_t> at;
    for (std::size_t i = 0; i < records.size(); ++i)
        at[records[i].client] = i;
    std::vector<Record> kept;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (at[records[i].client] == i)
            kept.push_back(records[i]);
    }
    return kept;
}

} // namespace

QByteArray journalLine(const Record &record)
{
    const QByteArray text = QByteArray::number(qulonglong(record.label)) + ' ' + protocol::writeAt(record);
    return QByteArray::number(crc(text), 16).rightJustified(8, '0') + ' ' + text + '\n';
}

std::optional<Record> parseJournalLine(QByteArrayView line)
{
    constexpr qsizetype crcSize = 8;
    if (line.size() < crcSize + 1 || line[crcSize] != ' ')
        return std::nullopt;
    std::uint32_t written = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + crcSize, written, 16);
    const QByteArrayView text = line.sliced(crcSize + 1);
    if (error != std::errc() || end != line.data() + crcSize || written != crc(text))
        return std::nullopt;
    const qsizetype blank = text.indexOf(' ');
    auto record = protocol::parseAt(text.sliced(std::max<qsizetype>(blank + 1, 0)));
    if (blank < 1 || !record)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + blank, record.value().label);
    return std::move(record).value();
}

Journal::Journal(const QString &path)
    : m_file(path)
{ }

Journal::Contents Journal::open()
{
    Contents contents;
    m_bytes = 0;
    // A device may never end.
    if (const QFileInfo info(m_file.fileName()); info.exists() && !info.isFile()) {
        contents.error = QStringLiteral("it is not a file");
        return contents;
    }
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered)) {
        contents.error = m_file.errorString();
        return contents;
    }
    if (::flock(m_file.handle(), LOCK_EX | LOCK_NB) != 0) {
        contents.error = QStringLiteral("another process writes it");
        m_file.close();
        return contents;
    }
    const QByteArray all = m_file.readAll();
    for (qsizetype end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', m_bytes)) {
        auto record = parseJournalLine(QByteArrayView(all).sliced(m_bytes, end - m_bytes));
        if (!record)
            break;
        contents.records.push_back(std::move(*record));
        m_bytes = end + 1;
    }
    contents.droppedBytes = all.size() - m_bytes;
    m_file.resize(m_bytes);
    m_file.seek(m_bytes);
    const std::vector<Record> kept = latest(contents.records);
    if (m_bytes > worthRewriting && kept.size() * 2 < contents.records.size() && rewrite(kept))
        contents.records = kept;
    if (!m_file.isOpen())
        contents.error = QStringLiteral("it could not be opened again after it was rewritten");
    return contents;
}

// In place of the old file at once: whoever is killed meanwhile finds one or the other, whole.
bool Journal::rewrite(const std::vector<Record> &records)
{
    QSaveFile fresh(m_file.fileName());
    if (!fresh.open(QIODevice::WriteOnly))
        return false;
    for (const Record &record : records)
        fresh.write(journalLine(record));
    if (!fresh.commit())
        return false;
    m_file.close();
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return true; // what it held is safe; open() reports that there is no journal any more
    m_bytes = m_file.size();
    // Whoever was waiting for just this moment has it now.
    if (::flock(m_file.handle(), LOCK_EX | LOCK_NB) != 0 || !m_file.seek(m_bytes))
        m_file.close();
    return true;
}

bool Journal::append(const Record &record)
{
    const QByteArray line = journalLine(record);
    if (!m_file.isOpen() || m_file.write(line) != line.size()) {
        // What was written of it would hide all that comes after it.
        if (m_file.isOpen() && !(m_file.resize(m_bytes) && m_file.seek(m_bytes)))
            m_file.close();
        return false;
    }
    m_bytes += line.size();
    return true;
}

} // namespace herdcore::host
