// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/typedplace.h"

#include "ui/inject/maplinks.h"
#include "ui/kit/lookalikes.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>

namespace ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::TypedPlace", text);
}

QString axisName(Axis axis)
{
    return axis == Axis::Latitude ? tr("latitude") : tr("longitude");
}

// The signs that books, web pages and phones use for minus, degrees, minutes and seconds. Dashes are none of them.
QString plainSigns(QString text)
{
    static const std::pair<QStringView, QLatin1Char> signs[]{
        { u"\u2212", QLatin1Char('-') },
        { u"\u00BA\u02DA", QLatin1Char('\xB0') }, // ordinal o, ring above: degrees
        { u"\u2032\u2019\u2018\u00B4`", QLatin1Char('\'') },
        { u"\u2033\u201D\u201C", QLatin1Char('"') },
        { u"\u00A0\u2009\u202F\t\n", QLatin1Char(' ') },
    };
    for (const auto &[written, meant] : signs) {
        for (const QChar sign : written)
            text.replace(sign, meant);
    }
    text.replace(QLatin1String("''"), QLatin1String("\""));
    text = text.trimmed();
    const bool inBrackets = text.size() > 1
        && ((text.startsWith(QLatin1Char('(')) && text.endsWith(QLatin1Char(')')))
            || (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']'))));
    return inBrackets ? text.sliced(1, text.size() - 2).trimmed() : text;
}

double numberOf(QString digits)
{
    return digits.replace(QLatin1Char(','), QLatin1Char('.')).toDouble();
}

// One angle: degrees, or degrees, minutes and seconds, with a sign or the letter of a direction.
struct Angle {
    double degrees = 0;
    std::optional<Axis> axis; // what the letter says
};

std::optional<Angle> angleOf(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?<before>[NSEW])?\\s*(?<sign>[+-])?\\s*"
                       "(?<d>\\d++(?:[.,]\\d++)?)(?:\\s*\u00B0\\s*|\\s+|$|(?=[NSEW]))"
                       "(?:(?<m>\\d++(?:[.,]\\d++)?)(?:\\s*'\\s*|\\s+|$|(?=[NSEW]))"
                       "(?:(?<s>\\d++(?:[.,]\\d++)?)(?:\\s*\"\\s*|\\s+|$|(?=[NSEW])))?)?"
                       "(?<after>[NSEW])?$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression fraction(QStringLiteral("[.,]"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const QString minutes = match.captured(QStringLiteral("m"));
    const QString seconds = match.captured(QStringLiteral("s"));
    const QString sign = match.captured(QStringLiteral("sign"));
    const QString before = match.captured(QStringLiteral("before"));
    const QString letter = (before % match.captured(QStringLiteral("after"))).toUpper();
    const bool onlyTheLastHasAFraction = (minutes.isEmpty() || !match.captured(QStringLiteral("d")).contains(fraction))
        && (seconds.isEmpty() || !minutes.contains(fraction));
    if (letter.size() > 1 || (!letter.isEmpty() && !sign.isEmpty()) || !onlyTheLastHasAFraction
        || numberOf(minutes) >= 60 || numberOf(seconds) >= 60)
        return {};
    Angle angle;
    angle.degrees = numberOf(match.captured(QStringLiteral("d"))) + numberOf(minutes) / 60 + numberOf(seconds) / 3600;
    if (sign == QLatin1Char('-') || letter == QLatin1Char('S') || letter == QLatin1Char('W'))
        angle.degrees = -angle.degrees;
    if (!letter.isEmpty())
        angle.axis = letter == QLatin1Char('N') || letter == QLatin1Char('S') ? Axis::Latitude : Axis::Longitude;
    return angle;
}

// "+4808.23": what ISO 6709 packs into one number is told by the digits before the point.
std::optional<double> packedAngle(const QRegularExpressionMatch &match, int group, qsizetype degreeDigits)
{
    const QString digits = match.captured(group + 1);
    const QString fraction = match.captured(group + 2);
    double degrees = 0;
    if (digits.size() <= degreeDigits) {
        degrees = numberOf(digits + fraction);
    } else {
        const QString minutes = digits.mid(degreeDigits, 2);
        const QString seconds = digits.mid(degreeDigits + 2);
        if (minutes.size() < 2 || (!seconds.isEmpty() && seconds.size() != 2) || numberOf(minutes) >= 60
            || numberOf(seconds) >= 60)
            return {};
        degrees = numberOf(digits.first(degreeDigits))
            + (seconds.isEmpty() ? numberOf(minutes + fraction) / 60
                                 : numberOf(minutes) / 60 + numberOf(seconds + fraction) / 3600);
    }
    return match.captured(group) == QLatin1Char('-') ? -degrees : degrees;
}

std::optional<std::pair<double, double>> isoPlace(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^([+-])(\d{1,6})([.,]\d+)?([+-])(\d{1,7})([.,]\d+)?(?:[+-]\d+(?:[.,]\d+)?)?(?:CRS\w+)?/?$)"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const auto latitude = packedAngle(match, 1, 2);
    const auto longitude = packedAngle(match, 4, 3);
    if (!latitude || !longitude)
        return {};
    return std::pair(*latitude, *longitude);
}

// A text in the two angles of a pair, or in one. None: it is neither.
QStringList angles(const QString &text)
{
    static const QRegularExpression letters(QStringLiteral("^([^NSEW]+[NSEW])[\\s,;/]*([^NSEW]+[NSEW])$"
                                                           "|^([NSEW][^NSEW]+?)[\\s,;/]*([NSEW][^NSEW]+)$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression apart(QStringLiteral("\\s*[;/|]\\s*|\\s*,\\s+"));
    static const QRegularExpression degrees(
        QStringLiteral("^([^\u00B0]*\u00B0(?:[^\u00B0]*['\"])?)[\\s,]*([^\u00B0]+\u00B0[^\u00B0]*)$"));
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    if (const auto match = letters.match(text); match.hasMatch())
        return match.captured(1).isEmpty() ? QStringList{ match.captured(3), match.captured(4) }
                                           : QStringList{ match.captured(1), match.captured(2) };
    if (const QStringList parts = text.split(apart); parts.size() > 1)
        return parts.size() == 2 ? parts : QStringList();
    if (const auto match = degrees.match(text); match.hasMatch())
        return { match.captured(1).trimmed(), match.captured(2) };
    if (const QStringList words = text.split(blanks); words.size() == 2 || words.size() == 4 || words.size() == 6) {
        const qsizetype half = words.size() / 2;
        const bool hasSigns = text.contains(QChar(0xB0));
        if (!hasSigns && words[0].size() > 0 && !words[0][0].isLetter() && !words.last().back().isLetter())
            return { words.mid(0, half).join(QLatin1Char(' ')), words.mid(half).join(QLatin1Char(' ')) };
    }
    const QStringList commas = text.split(QLatin1Char(','));
    if (commas.size() == 2 && text.contains(QLatin1Char('.')))
        return commas;
    if (commas.size() == 4 && !text.contains(QLatin1Char('.')))
        return { commas[0] % QLatin1Char(',') % commas[1], commas[2] % QLatin1Char(',') % commas[3] };
    return commas.size() > 2 ? QStringList() : QStringList{ text };
}

QString outOfRange(double degrees, Axis axis)
{
    const int limit = axis == Axis::Latitude ? 90 : 180;
    if (std::abs(degrees) <= limit)
        return {};
    return tr("A %1 of %2 is beyond %3 degrees.").arg(axisName(axis)).arg(degrees, 0, 'g', 9).arg(limit);
}

TypedPlace refused(const QString &problem)
{
    TypedPlace place;
    place.problem = problem;
    return place;
}

TypedPlace pair(double latitude, double longitude)
{
    QString problem = outOfRange(latitude, Axis::Latitude);
    if (!problem.isEmpty() && std::abs(latitude) <= 180 && std::abs(longitude) <= 90)
        problem += QLatin1Char(' ') % tr("The latitude comes first.");
    if (problem.isEmpty())
        problem = outOfRange(longitude, Axis::Longitude);
    return problem.isEmpty() ? TypedPlace{ latitude, longitude, {} } : refused(problem);
}

TypedPlace notUnderstood(const QString &text, Axis field)
{
    static const QRegularExpression east(
        QStringLiteral("\\d['\"\u00B0\\s]*O\\b"), QRegularExpression::CaseInsensitiveOption);
    if (const auto other = lookAlikeIn(text))
        return refused(tr("Not a %1: %2.").arg(axisName(field), other->words));
    if (east.match(text).hasMatch())
        return refused(tr("O is east in German and west in French: write E or W."));
    return refused(
        tr("Not a %1. Type 48.137154, or a pair: 48.137154, 11.576124, or 48\u00B008'13.8\"N 11\u00B034'34\"E, "
           "or paste a link of a map.")
            .arg(axisName(field)));
}

} // namespace

TypedPlace TypedPlace::of(const QString &text, Axis field)
{
    const QString plain = plainSigns(text);
    if (plain.isEmpty())
        return refused(tr("Enter a %1.").arg(axisName(field)));
    if (looksLikeLink(plain)) {
        const auto place = placeInLink(plain);
        return place
            ? pair(place->first, place->second)
            : refused(tr("No coordinates in this link. A short link holds none: open it and copy the long one."));
    }
    if (const auto place = isoPlace(plain))
        return pair(place->first, place->second);
    std::vector<Angle> found;
    for (const QString &one : angles(plain)) {
        const auto angle = angleOf(one.trimmed());
        if (!angle)
            return notUnderstood(plain, field);
        found.push_back(*angle);
    }
    if (found.size() == 2) {
        const bool lettered = found[0].axis && found[1].axis;
        if (found[0].axis.has_value() != found[1].axis.has_value() || (lettered && *found[0].axis == *found[1].axis))
            return notUnderstood(plain, field);
        return lettered && *found[0].axis == Axis::Longitude ? pair(found[1].degrees, found[0].degrees)
                                                             : pair(found[0].degrees, found[1].degrees);
    }
    if (found.empty())
        return notUnderstood(plain, field);
    const Angle &only = found[0];
    if (only.axis && *only.axis != field)
        return refused(tr("This is a %1, and here is the %2.").arg(axisName(*only.axis), axisName(field)));
    TypedPlace place;
    (field == Axis::Latitude ? place.latitude : place.longitude) = only.degrees;
    place.problem = outOfRange(only.degrees, field);
    return place;
}

} // namespace ui
