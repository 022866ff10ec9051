// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/respelling.h"

#include "herdcore/protocol/parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace herdcore::protocol {

using base::Reason;

namespace {

// What a double of today's seconds can be off by.
constexpr std::int64_t doubleNs = 120;
constexpr std::int64_t secondNs = 1'000'000'000;

bool isSign(char c)
{
    return c == '+' || c == '-';
}

bool isExponent(char c)
{
    return c == 'e' || c == 'E';
}

bool isDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The digits of a number, and how many of them stand before the point, which may be none of them, or more.
struct Digits {
    QByteArray sign;
    QByteArray digits;
    qsizetype whole = 0;
};

std::optional<Digits> digitsOf(QByteArrayView text)
{
    Digits number;
    if (!text.isEmpty() && isSign(text.front())) {
        number.sign = text.first(1).toByteArray();
        text = text.sliced(1);
    }
    int exponent = 0;
    if (const auto *mark = std::find_if(text.begin(), text.end(), isExponent); mark != text.end()) {
        const auto *from = mark + 1 != text.end() && mark[1] == '+' ? mark + 2 : mark + 1;
        const auto [end, error] = std::from_chars(from, text.end(), exponent);
        if (error != std::errc() || end != text.end() || std::abs(exponent) > 30)
            return std::nullopt;
        text = text.first(mark - text.begin());
    }
    const qsizetype point = text.indexOf('.');
    number.whole = point < 0 ? text.size() : point;
    number.digits = text.toByteArray();
    if (point >= 0)
        number.digits.remove(point, 1);
    if (number.digits.isEmpty() || !isDigits(number.digits))
        return std::nullopt;
    number.whole += exponent;
    return number;
}

// How many decimals a number is written with.
int decimalsOf(const QByteArray &plain)
{
    const qsizetype point = plain.indexOf('.');
    return point < 0 ? 0 : static_cast<int>(plain.size() - point - 1);
}

bool isSameDifference(const QByteArray &a, const QByteArray &b)
{
    if (a == b)
        return true;
    const auto plainA = plainNumber(a);
    const auto plainB = plainNumber(b);
    if (!plainA || !plainB)
        return false;
    const double valueA = plainA->toDouble();
    const double valueB = plainB->toDouble();
    const double half = 0.5 * std::pow(10, -std::min(decimalsOf(*plainA), decimalsOf(*plainB)));
    const bool isAsPrecise = decimalsOf(*plainA) == decimalsOf(*plainB);
    return std::abs(valueA - valueB) <= (isAsPrecise ? 0 : half) + 1e-15 * std::abs(valueA);
}

// The greatest power of ten, up to a second, that divides it.
std::int64_t unitOf(std::int64_t ns)
{
    std::int64_t unit = 1;
    while (unit < secondNs && ns % (unit * 10) == 0)
        unit *= 10;
    return unit;
}

std::optional<QByteArray> coordinate(QByteArrayView text)
{
    auto number = plainNumber(text);
    if (number && !isSign(number->front()))
        number->prepend('+');
    return number;
}

// Where the longitude begins in a field that has both.
qsizetype secondSign(QByteArrayView text)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (isSign(text[i]) && !isExponent(text[i - 1]))
            return i;
    }
    return -1;
}

} // namespace

std::optional<QByteArray> plainNumber(QByteArrayView text)
{
    std::optional<Digits> number = digitsOf(text);
    if (!number)
        return std::nullopt;
    QByteArray &digits = number->digits;
    if (number->whole <= 0) {
        digits.prepend(QByteArray(1 - number->whole, '0'));
        number->whole = 1;
    } else if (number->whole > digits.size()) {
        digits.append(QByteArray(number->whole - digits.size(), '0'));
    }
    if (number->whole < digits.size())
        digits.insert(number->whole, '.');
    return number->sign + digits;
}

std::optional<QByteArray> readDifference(QByteArrayView text)
{
    const bool isHops = text.size() <= 2 && isDigits(text);
    if (isHops || !digitsOf(text))
        return std::nullopt;
    return isSign(text.front()) ? text.toByteArray() : '+' + text.toByteArray();
}

Parsed<ReadLocation> readLocation(const Fields &fields, std::size_t first)
{
    const QByteArrayView text = fields.field[first];
    auto asItShouldBe = parseLocation(text);
    if (asItShouldBe)
        return ReadLocation{ std::move(asItShouldBe).value() };
    const qsizetype second = secondSign(text);
    const bool isApart = second < 0 && fields.field.size() > first + 1;
    if (second < 0 && !isApart)
        return asItShouldBe.error();
    const auto latitude = coordinate(isApart ? text : text.first(second));
    const auto longitude = coordinate(isApart ? fields.field[first + 1] : text.sliced(second));
    if (!latitude || !longitude)
        return asItShouldBe.error();
    auto location = parseLocation(QByteArray(*latitude + *longitude));
    if (!location)
        return location.error();
    return ReadLocation{ std::move(location).value(), isApart ? std::size_t{ 2 } : 1 };
}

Parsed<ClientTime> readTime(QByteArrayView text)
{
    auto asItShouldBe = parseTime(text);
    if (asItShouldBe)
        return asItShouldBe;
    auto number = plainNumber(text);
    if (!number || number->front() == '-')
        return asItShouldBe.error();
    if (number->front() == '+')
        number->remove(0, 1);
    return parseTime(*number);
}

bool mayBeRounded(std::int64_t aNs, std::int64_t bNs)
{
    const std::int64_t apart = aNs < bNs ? bNs - aNs : aNs - bNs;
    if (apart == 0)
        return true;
    if (apart > secondNs / 2)
        return false;
    const std::int64_t unitA = unitOf(aNs);
    const std::int64_t unitB = unitOf(bNs);
    return unitA != unitB && apart <= std::max(std::max(unitA, unitB) / 2, doubleNs);
}

bool mustBeRounded(std::int64_t aNs, std::int64_t bNs)
{
    constexpr std::int64_t coarsest = 1'000'000;
    return mayBeRounded(aNs, bNs) && std::max(unitOf(aNs), unitOf(bNs)) <= coarsest;
}

bool isMorePrecise(std::int64_t aNs, std::int64_t bNs)
{
    return unitOf(aNs) < unitOf(bNs);
}

bool isSamePlace(const Location &a, const Location &b)
{
    if (a.text == b.text)
        return true;
    const auto placeA = parseLocation(a.text);
    const auto placeB = parseLocation(b.text);
    return placeA && placeB && placeA->latitude == placeB->latitude && placeA->longitude == placeB->longitude;
}

bool isRespelling(const Record &a, const Record &b)
{
    return mayBeRounded(a.time.ns, b.time.ns) && a.origin == b.origin && isSameDifference(a.difference, b.difference)
        && isSamePlace(a.location, b.location);
}

} // namespace herdcore::protocol
