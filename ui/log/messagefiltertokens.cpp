// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagefilterparser.h"

#include <array>

namespace ui {

namespace {

using Kind = FilterToken::Kind;

struct Sign {
    QLatin1String text;
    Kind kind;
};

// Longer ones first.
constexpr std::array signs{
    Sign{ QLatin1String("&&"), Kind::And },
    Sign{ QLatin1String("||"), Kind::Or },
    Sign{ QLatin1String("=="), Kind::Operator },
    Sign{ QLatin1String("!="), Kind::Operator },
    Sign{ QLatin1String("<="), Kind::Operator },
    Sign{ QLatin1String(">="), Kind::Operator },
    Sign{ QLatin1String("~"), Kind::Operator },
    Sign{ QLatin1String("<"), Kind::Operator },
    Sign{ QLatin1String(">"), Kind::Operator },
    Sign{ QLatin1String("!"), Kind::Not },
    Sign{ QLatin1String("("), Kind::Open },
    Sign{ QLatin1String(")"), Kind::Close },
    Sign{ QLatin1String("="), Kind::Bad },
    Sign{ QLatin1String("&"), Kind::Bad },
    Sign{ QLatin1String("|"), Kind::Bad },
};

FilterToken signAt(QStringView rest, qsizetype position)
{
    for (const Sign &sign : signs) {
        if (rest.startsWith(sign.text))
            return { sign.kind, sign.text, position, sign.text.size() };
    }
    return {};
}

// Word processors and phones make these of a double quote. Which of them opens and which closes depends on the
// language, so any of them ends what one of them began.
constexpr QStringView typographicQuotes = u"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\uFF02";

FilterToken quotedAt(QStringView rest, qsizetype position)
{
    const bool typographic = rest[0] != QLatin1Char('"');
    for (qsizetype i = 1; i < rest.size(); ++i) {
        if (rest[i] == QLatin1Char('\\'))
            ++i;
        else if (rest[i] == QLatin1Char('"') || (typographic && typographicQuotes.contains(rest[i])))
            return { Kind::Quoted, rest.sliced(1, i - 1).toString(), position, i + 1 };
    }
    return { Kind::Bad, rest.toString(), position, rest.size() };
}

// Single quotes are no quotes here; a word that begins with one was meant to be quoted.
constexpr QStringView singleQuotes = u"'`\u2018\u2019\u201A\u201B";

FilterToken wordAt(QStringView rest, qsizetype position)
{
    qsizetype length = 1;
    while (length < rest.size() && !rest[length].isSpace() && !isFilterQuote(rest[length])
        && signAt(rest.sliced(length), 0).length == 0)
        ++length;
    const Kind kind = singleQuotes.contains(rest[0]) ? Kind::Bad : Kind::Word;
    return { kind, rest.first(length).toString(), position, length };
}

} // namespace

bool isFilterQuote(QChar c)
{
    return c == QLatin1Char('"') || typographicQuotes.contains(c);
}

std::vector<FilterToken> filterTokens(const QString &text)
{
    std::vector<FilterToken> tokens;
    for (qsizetype i = 0; i < text.size();) {
        const QStringView rest = QStringView(text).sliced(i);
        if (rest[0].isSpace()) {
            ++i;
            continue;
        }
        FilterToken token = isFilterQuote(rest[0]) ? quotedAt(rest, i) : signAt(rest, i);
        if (token.length == 0)
            token = wordAt(rest, i);
        i += token.length;
        tokens.push_back(std::move(token));
    }
    tokens.push_back({ Kind::End, {}, text.size(), 0 });
    return tokens;
}

QByteArray unescapedFilterValue(const QString &text)
{
    const QByteArray in = text.toUtf8();
    QByteArray out;
    for (qsizetype i = 0; i < in.size(); ++i) {
        if (in[i] != '\\' || i + 1 == in.size()) {
            out.append(in[i]);
            continue;
        }
        ++i;
        bool isHex = false;
        const int byte = in[i] == 'x' && i + 2 < in.size() ? in.sliced(i + 1, 2).toInt(&isHex, 16) : 0;
        if (isHex)
            i += 2;
        out.append(isHex ? static_cast<char>(byte) : in[i]);
    }
    return out;
}

} // namespace ui
