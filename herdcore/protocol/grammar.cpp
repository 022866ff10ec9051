// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/grammar.h"

#include <algorithm>
#include <charconv>

namespace herdcore::protocol {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

QByteArrayView takeDigits(QByteArrayView &text)
{
    const auto *end = std::find_if_not(text.begin(), text.end(), isDigit);
    const QByteArrayView digits = text.first(end - text.begin());
    text = text.sliced(digits.size());
    return digits;
}

} // namespace

QByteArrayView firstField(QByteArrayView line)
{
    const auto *begin = std::find_if_not(line.begin(), line.end(), isSpace);
    return { begin, std::find_if(begin, line.end(), isSpace) };
}

Fields splitFields(QByteArrayView line, qsizetype max)
{
    Fields fields;
    fields.field.reserve(static_cast<std::size_t>(std::min<qsizetype>(max, 8)));
    const char *at = line.begin();
    const char *const end = line.end();
    while (true) {
        at = std::find_if_not(at, end, isSpace);
        if (at == end)
            return fields;
        const char *const fieldEnd = std::find_if(at, end, isSpace);
        if (fields.count++ < max)
            fields.field.emplace_back(at, fieldEnd - at);
        at = fieldEnd;
    }
}

bool Decimal::isAtMost(std::uint64_t limit) const
{
    const auto *firstDigit = std::find_if(whole.begin(), whole.end(), [](char c) { return c != '0'; });
    const QByteArrayView significant(firstDigit, whole.end() - firstDigit);
    if (significant.size() > 19)
        return false;
    std::uint64_t value = 0;
    std::from_chars(significant.begin(), significant.end(), value);
    if (value != limit)
        return value < limit;
    return std::all_of(fraction.begin(), fraction.end(), [](char c) { return c == '0'; });
}

double Decimal::toDouble() const
{
    // Whole and fraction stand in one piece of text, with the point between them.
    const char *const end = fraction.isEmpty() ? whole.end() : fraction.end();
    double value = 0;
    std::from_chars(whole.begin(), end, value, std::chars_format::fixed);
    return value;
}

std::optional<Decimal> takeDecimal(QByteArrayView &text)
{
    QByteArrayView rest = text;
    Decimal decimal;
    decimal.whole = takeDigits(rest);
    if (decimal.whole.isEmpty())
        return {};
    if (!rest.isEmpty() && rest.front() == '.') {
        rest = rest.sliced(1);
        decimal.fraction = takeDigits(rest);
        if (decimal.fraction.isEmpty())
            return {};
    }
    text = rest;
    return decimal;
}

std::optional<Decimal> parseDecimal(QByteArrayView text)
{
    const std::optional<Decimal> decimal = takeDecimal(text);
    return text.isEmpty() ? decimal : std::nullopt;
}

} // namespace herdcore::protocol
