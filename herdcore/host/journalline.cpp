// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/journalline.h"

#include "herdcore/protocol/dialect.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <zlib.h>

namespace herdcore::host {

using protocol::Record;

namespace {

// Finds every burst of up to 32 wrong bits, and cannot be mistaken for a cut line.
std::uint32_t crc(QByteArrayView bytes)
{
    const auto *const data = reinterpret_cast<const Bytef *>(bytes.data());
    return static_cast<std::uint32_t>(::crc32_z(0, data, static_cast<std::size_t>(bytes.size())));
}

} // namespace

QByteArrayView journalHeader()
{
    return "herdscope journal 1\n";
}

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

} // namespace herdcore::host
