// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/redaction.h"

#include <algorithm>

namespace herdcore::places {

namespace {

constexpr qsizetype shortestSecret = 8;
constexpr char stars[] = "***";

bool endsUrl(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == ')';
}

// `text` with JSON and URL escapes of plain characters undone, to search in it.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isJson = text.sliced(i).startsWith("\\u00") && i + 6 <= text.size();
        const bool isUrl = text[i] == '%' && i + 3 <= text.size();
        bool isHex = false;
        const qsizetype digits = isJson ? i + 4 : i + 1;
        const int code = isJson || isUrl ? text.sliced(digits, 2).toByteArray().toInt(&isHex, 16) : 0;
        if (isHex && code > 0x20 && code < 0x7f) {
            plain += static_cast<char>(code);
            i = digits + 1;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

} // namespace

Redaction::Redaction(QByteArray key)
    : m_key(std::move(key))
{ }

QByteArray Redaction::message(QByteArray text) const
{
    if (m_key.isEmpty())
        return text;
    if (!text.contains(m_key) && unescaped(text).contains(m_key))
        text = unescaped(text);
    for (qsizetype at = text.indexOf(m_key); at >= 0; at = text.indexOf(m_key)) {
        const qsizetype scheme = text.lastIndexOf("http", at);
        const bool isInUrl = scheme >= 0 && std::none_of(text.begin() + scheme, text.begin() + at, endsUrl);
        const qsizetype begin = isInUrl ? scheme : at;
        const auto stop
            = isInUrl ? std::find_if(text.begin() + at, text.end(), endsUrl) : text.begin() + at + m_key.size();
        text.replace(begin, stop - text.begin() - begin, stars);
    }
    return text;
}

QByteArray Redaction::reply(QByteArray json) const
{
    return m_key.size() < shortestSecret ? json : json.replace(m_key, stars);
}

bool Redaction::isIn(QByteArrayView json) const
{
    return m_key.size() >= shortestSecret && (json.contains(m_key) || unescaped(json).contains(m_key));
}

} // namespace herdcore::places
