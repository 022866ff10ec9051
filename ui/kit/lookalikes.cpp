// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/lookalikes.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ui {

namespace {

struct Range {
    char16_t first;
    char16_t last;
    const char *notWhat;
};

constexpr const char *blank = QT_TRANSLATE_NOOP("ui::LookAlike", "a blank");
constexpr const char *minus = QT_TRANSLATE_NOOP("ui::LookAlike", "a minus sign");
constexpr const char *quote = QT_TRANSLATE_NOOP("ui::LookAlike", "a quote");
constexpr const char *apostrophe = QT_TRANSLATE_NOOP("ui::LookAlike", "an apostrophe");
constexpr const char *invisible = QT_TRANSLATE_NOOP("ui::LookAlike", "visible");

constexpr std::array ranges{
    Range{ 0x00A0, 0x00A0, blank },
    Range{ 0x00AD, 0x00AD, invisible }, // soft hyphen
    Range{ 0x2000, 0x200A, blank },
    Range{ 0x200B, 0x200F, invisible },
    Range{ 0x2010, 0x2015, minus },
    Range{ 0x2018, 0x201B, apostrophe },
    Range{ 0x201C, 0x201F, quote },
    Range{ 0x202A, 0x202E, invisible },
    Range{ 0x202F, 0x202F, blank },
    Range{ 0x205F, 0x205F, blank },
    Range{ 0x2060, 0x2064, invisible },
    Range{ 0x2066, 0x206F, invisible },
    Range{ 0x2212, 0x2212, minus },
    Range{ 0x3000, 0x3000, blank },
    Range{ 0xFE58, 0xFE58, minus },
    Range{ 0xFE63, 0xFE63, minus },
    Range{ 0xFEFF, 0xFEFF, invisible },
};

// Greek and Cyrillic letters whose usual forms are those of Latin ones.
constexpr QStringView foreignLetters = u"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοАВЕЅІЈКМНОРСТХаеорсух";
constexpr QStringView latinLetters = u"ABEZHIKMNOPTYXoABESIJKMHOPCTXaeopcyx";
static_assert(foreignLetters.size() == latinLetters.size());

// What the character is taken for; empty if it is not one that looks like ASCII.
QString takenFor(QChar c)
{
    const char16_t code = c.unicode();
    if (code < 0x80)
        return {};
    const auto range = std::find_if(
        ranges.begin(), ranges.end(), [code](const Range &r) { return code >= r.first && code <= r.last; });
    if (range != ranges.end())
        return QCoreApplication::translate("ui::LookAlike", range->notWhat);
    const qsizetype letter = foreignLetters.indexOf(c);
    if (letter >= 0)
        return QCoreApplication::translate("ui::LookAlike", "the letter %1").arg(latinLetters[letter]);
    if (code >= 0xFF01 && code <= 0xFF5E) // the full-width twins of ASCII
        return QCoreApplication::translate("ui::LookAlike", "\"%1\"").arg(QChar(code - 0xFF01 + 0x21));
    return {};
}

} // namespace

std::optional<LookAlike> lookAlikeIn(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QString taken = takenFor(text[i]);
        if (taken.isEmpty())
            continue;
        const QString code = QString::number(text[i].unicode(), 16).toUpper().rightJustified(4, QLatin1Char('0'));
        return LookAlike{ i,
            QCoreApplication::translate("ui::LookAlike", "U+%1 at character %2 is not %3")
                .arg(code)
                .arg(i + 1)
                .arg(taken) };
    }
    return {};
}

} // namespace ui
