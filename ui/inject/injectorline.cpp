// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/injectorline.h"

#include "ui/kit/lookalikes.h"
#include "ui/live/clientlistmodel.h"
#include "ui/live/words.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"
#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/greeting.h"
#include "herdcore/protocol/parser.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace ui {

using namespace herdcore::base;
using namespace herdcore::protocol;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::Injector", text);
}

// Reads one escape at the start of `text` and advances `text` past it.
std::optional<char> takeEscape(QStringView &text)
{
    if (text.size() < 2)
        return {};
    const char16_t letter = text[1].unicode();
    if (letter == u'x') {
        bool ok = false;
        const uint value = text.size() < 4 ? 0 : text.sliced(2, 2).toUInt(&ok, 16);
        if (!ok)
            return {};
        text = text.sliced(4);
        return static_cast<char>(value);
    }
    text = text.sliced(2);
    switch (letter) {
    case u'\\':
        return '\\';
    case u'n':
        return '\n';
    case u'r':
        return '\r';
    case u't':
        return '\t';
    case u'0':
        return '\0';
    default:
        return {};
    }
}

// Reads "{now}" or "{now-60}" at the start of `text`, in nanoseconds, and advances `text` past it.
std::optional<std::int64_t> takeTime(QStringView &text, std::int64_t nowNs)
{
    const qsizetype end = text.indexOf(u'}');
    if (!text.startsWith(u"{now") || end < 0)
        return {};
    const QStringView offset = text.sliced(4, end - 4);
    bool ok = true;
    const double seconds = offset.isEmpty() ? 0 : offset.toDouble(&ok);
    const bool hasSign = offset.isEmpty() || offset[0] == u'+' || offset[0] == u'-';
    if (!ok || !hasSign || !(std::abs(seconds) < 1e9))
        return {};
    text = text.sliced(end + 1);
    return std::max<std::int64_t>(0, nowNs + std::llround(seconds * nsPerSecond));
}

QByteArray signedDegrees(double degrees)
{
    const QByteArray digits = QByteArray::number(std::abs(degrees), 'f', 6);
    return (degrees < 0 ? '-' : '+') + digits;
}

QString timeText(std::int64_t timeNs, std::int64_t nowNs)
{
    if (timeNs > nowNs + nsPerSecond)
        return tr("%1 ahead").arg(ageText(timeNs - nowNs));
    return timeNs < nowNs - nsPerSecond ? tr("%1 ago").arg(ageText(nowNs - timeNs)) : tr("now");
}

QString describe(const IAmAt &message, std::int64_t nowNs)
{
    return tr("%1 is at %2, %3")
        .arg(escapedText(message.client.bytes(), 80),
            locationText(message.location.latitude, message.location.longitude), timeText(message.time.ns, nowNs));
}

QString describe(const WhatsAt &message, std::int64_t)
{
    return tr("at most %1 places within %2 km of %3")
        .arg(message.bound)
        .arg(message.radiusKm)
        .arg(escapedText(message.client.bytes(), 80));
}

// A time of this century in milliseconds, microseconds or nanoseconds, in the seconds that it should be.
QString inSeconds(QByteArrayView time)
{
    static constexpr std::array units{ std::pair{ QT_TRANSLATE_NOOP("ui::Injector", "milliseconds"), 3 },
        std::pair{ QT_TRANSLATE_NOOP("ui::Injector", "microseconds"), 6 },
        std::pair{ QT_TRANSLATE_NOOP("ui::Injector", "nanoseconds"), 9 } };
    const QByteArray digits = time.toByteArray().split('.').constFirst();
    for (const auto &[unit, places] : units) {
        if (digits.size() == 10 + places)
            return tr("This looks like %1; in seconds it is %2.")
                .arg(tr(unit), QString::fromLatin1(digits.chopped(places) + '.' + digits.last(places)));
    }
    return tr("A time is in seconds since 1970.");
}

// What people usually mean by such a mistake; empty if nothing is known.
QString likelyCause(QByteArrayView line, const Rejection &rejection)
{
    if (const auto other = lookAlikeIn(QString::fromUtf8(line)))
        return other->words % QLatin1Char('.');
    if (rejection.reason == Reason::TimeOutOfRange)
        return inSeconds(rejection.offending);
    if (rejection.reason == Reason::BadLocation && rejection.offending.contains(','))
        return tr("Write decimal points.");
    return {};
}

} // namespace

Expected<QByteArray, TextError> typedBytes(QStringView text, std::int64_t nowNs)
{
    const qsizetype whole = text.size();
    QByteArray bytes;
    while (!text.isEmpty()) {
        const qsizetype position = whole - text.size();
        if (text[0] == u'\\') {
            const auto byte = takeEscape(text);
            if (!byte)
                return TextError{ position };
            bytes += *byte;
        } else if (const auto time = takeTime(text, nowNs)) {
            bytes += plainSeconds(*time);
        } else {
            // Up to the next special character, so that surrogate pairs stay together.
            qsizetype length = 1;
            while (length < text.size() && text[length] != u'\\' && text[length] != u'{')
                ++length;
            bytes += text.first(length).toUtf8();
            text = text.sliced(length);
        }
    }
    return bytes;
}

QByteArray isoLocation(double latitude, double longitude)
{
    return signedDegrees(latitude) + signedDegrees(longitude);
}

QByteArray iamatLine(const QByteArray &client, double latitude, double longitude, std::int64_t timeNs)
{
    return "IAMAT " + client + ' ' + isoLocation(latitude, longitude) + ' ' + plainSeconds(timeNs);
}

QByteArray whatsatLine(const QByteArray &client, double radiusKm, int bound)
{
    return "WHATSAT " + client + ' ' + QByteArray::number(radiusKm, 'g', 12) + ' ' + QByteArray::number(bound);
}

QByteArray lineEndBytes(LineEnd end)
{
    switch (end) {
    case LineEnd::Lf:
        return "\n";
    case LineEnd::CrLf:
        return "\r\n";
    case LineEnd::None:
        return {};
    }
    return {};
}

Verdict verdictOf(QByteArrayView line, std::int64_t nowNs)
{
    if (looksLikeWeb(line))
        return { Verdict::Kind::Unusual,
            tr("Looks like HTTP or TLS: the server closes the connection without an answer.") };
    if (atDialect().claims(line))
        return { Verdict::Kind::Unusual, tr("A message between servers: it is never answered.") };
    if (isGreeting(line))
        return { Verdict::Kind::Unusual, tr("A greeting between servers.") };
    const auto parsed = parseClientLine(line);
    if (parsed) {
        return { Verdict::Kind::Valid,
            std::visit([nowNs](const auto &message) { return describe(message, nowNs); }, parsed.value()) };
    }
    const Rejection &rejection = parsed.error();
    QString text = tr("Invalid: %1").arg(Words::of(rejection.reason));
    if (!rejection.offending.isEmpty())
        text += QLatin1String(": ") % escapedText(rejection.offending, 60);
    const QString what = likelyCause(line, rejection);
    if (!what.isEmpty())
        text += QLatin1String(". ") % what;
    return { Verdict::Kind::Invalid, text };
}

QList<Verdict> verdictsOf(QByteArrayView bytes, std::int64_t nowNs, int max)
{
    QList<Verdict> verdicts;
    while (!bytes.isEmpty() && verdicts.size() < max) {
        const qsizetype end = bytes.indexOf('\n');
        verdicts += verdictOf(bytes.first(end < 0 ? bytes.size() : end), nowNs);
        bytes = bytes.sliced(end < 0 ? bytes.size() : end + 1);
    }
    return verdicts;
}

} // namespace ui
