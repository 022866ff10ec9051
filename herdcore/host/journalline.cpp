// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/journalline.h"

#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/grammar.h"

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

constexpr qsizetype crcSize = 8;

QByteArray checkedLine(const QByteArray &text)
{
    return QByteArray::number(crc(text), 16).rightJustified(crcSize, '0') + ' ' + text + '\n';
}

// What stands behind the sum, if that is right.
std::optional<QByteArrayView> checkedText(QByteArrayView line)
{
    if (line.size() < crcSize + 1 || line[crcSize] != ' ')
        return std::nullopt;
    std::uint32_t written = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + crcSize, written, 16);
    const QByteArrayView text = line.sliced(crcSize + 1);
    if (error != std::errc() || end != line.data() + crcSize || written != crc(text))
        return std::nullopt;
    return text;
}

template <typename Number> bool read(QByteArrayView text, Number &number)
{
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number, 16);
    return error == std::errc() && end == text.end();
}

} // namespace

QByteArrayView journalHeader()
{
    return "herdscope journal 1\n";
}

QByteArray journalLine(const Record &record)
{
    return checkedLine(QByteArray::number(qulonglong(record.label)) + ' ' + protocol::writeAt(record));
}

std::optional<Record> parseJournalLine(QByteArrayView line)
{
    const auto text = checkedText(line);
    if (!text)
        return std::nullopt;
    const qsizetype blank = text->indexOf(' ');
    auto record = protocol::parseAt(text->sliced(std::max<qsizetype>(blank + 1, 0)));
    if (blank < 1 || !record)
        return std::nullopt;
    std::from_chars(text->data(), text->data() + blank, record.value().label);
    return std::move(record).value();
}

QByteArray forgottenLine(const node::ForgottenRecord &record)
{
    return checkedLine("FORGET " + QByteArray::number(qulonglong(record.clientHash), 16) + ' '
        + QByteArray::number(qulonglong(record.timeNs), 16) + ' ' + QByteArray::number(record.check, 16));
}

std::optional<node::ForgottenRecord> parseForgottenLine(QByteArrayView line)
{
    const auto text = checkedText(line);
    if (!text)
        return std::nullopt;
    const protocol::Fields fields = protocol::splitFields(*text);
    node::ForgottenRecord record;
    if (fields.count != 4 || fields.field[0] != QByteArrayView("FORGET") || !read(fields.field[1], record.clientHash)
        || !read(fields.field[2], record.timeNs) || !read(fields.field[3], record.check))
        return std::nullopt;
    return record;
}

} // namespace herdcore::host
