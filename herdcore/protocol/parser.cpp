// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/parser.h"

#include "herdcore/protocol/grammar.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace herdcore::protocol {

using base::Reason;

namespace {

constexpr std::uint64_t maxSeconds = 9'223'372'035;

Rejection rejection(Reason reason, QByteArrayView offending = {})
{
    return { reason, offending.toByteArray() };
}

std::optional<Rejection> checkFieldCount(const Fields &fields, qsizetype expected)
{
    if (fields.count < expected)
        return rejection(Reason::MissingField);
    if (fields.count > expected)
        return rejection(Reason::ExtraField, fields.field[static_cast<std::size_t>(expected)]);
    return {};
}

// A signed Decimal at the start of `text`, at most `limit` either way; moves `text` behind it.
Parsed<double> takeCoordinate(QByteArrayView &text, std::uint64_t limit, Reason outOfRange)
{
    if (text.isEmpty() || (text.front() != '+' && text.front() != '-'))
        return rejection(Reason::BadLocation, text);
    const bool negative = text.front() == '-';
    QByteArrayView rest = text.sliced(1);
    const std::optional<Decimal> degrees = takeDecimal(rest);
    if (!degrees)
        return rejection(Reason::BadLocation, text);
    if (!degrees->isAtMost(limit))
        return rejection(outOfRange, text.first(text.size() - rest.size()));
    text = rest;
    return negative ? -degrees->toDouble() : degrees->toDouble();
}

Parsed<ClientMessage> parseIAmAt(const Fields &fields)
{
    if (auto wrong = checkFieldCount(fields, 4))
        return *wrong;
    auto location = parseLocation(fields.field[2]);
    if (!location)
        return location.error();
    auto time = parseTime(fields.field[3]);
    if (!time)
        return time.error();
    return ClientMessage(
        IAmAt{ base::ClientId(fields.field[1].toByteArray()), std::move(location).value(), std::move(time).value() });
}

Parsed<ClientMessage> parseWhatsAt(const Fields &fields)
{
    if (auto wrong = checkFieldCount(fields, 4))
        return *wrong;
    const auto radius = parseDecimal(fields.field[2]);
    if (!radius)
        return rejection(Reason::BadRadius, fields.field[2]);
    if (!radius->isAtMost(50))
        return rejection(Reason::RadiusOutOfRange, fields.field[2]);
    const auto bound = parseDecimal(fields.field[3]);
    if (!bound || bound->whole.size() != fields.field[3].size())
        return rejection(Reason::BadBound, fields.field[3]);
    if (!bound->isAtMost(20))
        return rejection(Reason::BoundOutOfRange, fields.field[3]);
    return ClientMessage(WhatsAt{
        base::ClientId(fields.field[1].toByteArray()), radius->toDouble(), static_cast<int>(bound->toDouble()) });
}

} // namespace

Parsed<Location> parseLocation(QByteArrayView text)
{
    QByteArrayView rest = text;
    const auto latitude = takeCoordinate(rest, 90, Reason::LatitudeOutOfRange);
    if (!latitude)
        return latitude.error();
    const auto longitude = takeCoordinate(rest, 180, Reason::LongitudeOutOfRange);
    if (!longitude)
        return longitude.error();
    if (!rest.isEmpty())
        return rejection(Reason::BadLocation, rest);
    return Location{ text.toByteArray(), *latitude, *longitude };
}

Parsed<ClientTime> parseTime(QByteArrayView text)
{
    const std::optional<Decimal> seconds = parseDecimal(text);
    if (!seconds)
        return rejection(Reason::BadTime, text);
    if (!seconds->isAtMost(maxSeconds))
        return rejection(Reason::TimeOutOfRange, text);
    std::int64_t ns = 0;
    std::from_chars(seconds->whole.begin(), seconds->whole.end(), ns);
    for (qsizetype i = 0; i < 9; ++i)
        ns = ns * 10 + (i < seconds->fraction.size() ? seconds->fraction[i] - '0' : 0);
    return ClientTime{ text.toByteArray(), ns };
}

Parsed<ClientMessage> parseClientLine(QByteArrayView line)
{
    const Fields fields = splitFields(line);
    if (fields.count == 0)
        return rejection(Reason::EmptyLine);
    const QByteArrayView verb = fields.field[0];
    if (verb == QByteArrayView("IAMAT"))
        return parseIAmAt(fields);
    if (verb == QByteArrayView("WHATSAT"))
        return parseWhatsAt(fields);
    return rejection(Reason::UnknownVerb, verb);
}

bool startsTls(QByteArrayView bytes)
{
    constexpr char handshake = 0x16;
    return !bytes.isEmpty() && bytes.front() == handshake;
}

bool looksLikeWeb(QByteArrayView line)
{
    static constexpr std::array<QByteArrayView, 10> verbs
        = { "GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "CONNECT", "TRACE", "PRI" };
    const auto isVerb = [word = firstField(line)](QByteArrayView verb) {
        return word.compare(verb, Qt::CaseInsensitive) == 0;
    };
    const bool isRequest = std::any_of(verbs.begin(), verbs.end(), isVerb) && splitFields(line).count > 1;
    return startsTls(line) || isRequest || line.toByteArray().toUpper().contains(" HTTP/");
}

QByteArray invalidAnswer(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    QByteArray answer;
    answer.reserve(line.size() + 2);
    return answer.append("? ").append(line);
}

} // namespace herdcore::protocol
