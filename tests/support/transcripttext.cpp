// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/transcripttext.h"

#include "herdcore/protocol/parser.h"

#include <QString>

namespace herdtest {

QByteArray spelled(QByteArrayView bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        if (c == '\n')
            text += "\\n";
        else if (c == '\r')
            text += "\\r";
        else if (c == '\t')
            text += "\\t";
        else if (c == '\\')
            text += "\\\\";
        else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F
            || static_cast<unsigned char>(c) == 0xFF)
            text += "\\x" + QByteArray(1, c).toHex();
        else
            text += c;
    }
    if (text.endsWith(' ')) // it could not be seen
        text = text.chopped(1) + "\\x20";
    return text;
}

QByteArray unspelled(QByteArrayView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == '\0') {
            bytes += text[i];
        } else if (next == 'x') {
            bytes
                += QByteArray::fromHex(text.sliced(i + 2).first(qMin<qsizetype>(2, text.size() - i - 2)).toByteArray());
            i += 3;
        } else {
            bytes += next == 'n' ? '\n' : next == 'r' ? '\r' : next == 't' ? '\t' : next;
            ++i;
        }
    }
    return bytes;
}

QByteArray takeWord(QByteArray &text)
{
    text = text.trimmed();
    const qsizetype blank = text.indexOf(' ');
    const QByteArray word = blank < 0 ? text : text.left(blank);
    text = blank < 0 ? QByteArray() : text.mid(blank + 1);
    return word;
}

std::int64_t nanoseconds(const QByteArray &seconds)
{
    const auto time = herdcore::protocol::parseTime(seconds);
    return time ? time->ns : -1;
}

} // namespace herdtest
