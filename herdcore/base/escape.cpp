// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/escape.h"

namespace herdcore::base {

namespace {

unsigned byteAt(QByteArrayView bytes, qsizetype i)
{
    return static_cast<unsigned char>(bytes[i]);
}

// The length and code point of the well-formed UTF-8 sequence at `i`; length 0 if there is none.
struct Sequence {
    qsizetype length = 0;
    char32_t codePoint = 0;
};

Sequence sequenceAt(QByteArrayView bytes, qsizetype i)
{
    const unsigned lead = byteAt(bytes, i);
    if (lead < 0x80)
        return { 1, lead };
    const qsizetype length = lead >= 0xF0 && lead <= 0xF4 ? 4
        : lead >= 0xE0 && lead < 0xF0                     ? 3
        : lead >= 0xC2 && lead < 0xE0                     ? 2
                                                          : 0;
    if (length == 0 || i + length > bytes.size())
        return {};
    char32_t codePoint = lead & (0x7FU >> length);
    for (qsizetype k = 1; k < length; ++k) {
        const unsigned next = byteAt(bytes, i + k);
        if ((next & 0xC0U) != 0x80)
            return {};
        codePoint = (codePoint << 6) | (next & 0x3FU);
    }
    const bool overlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return overlong || surrogate || codePoint > 0x10FFFF ? Sequence{} : Sequence{ length, codePoint };
}

// Characters that would break a row, hide text or reverse it.
bool isUnsafe(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F);
}

void appendHex(QByteArray &out, unsigned byte)
{
    constexpr char digits[] = "0123456789ABCDEF";
    const char hex[] = { '\\', 'x', digits[byte >> 4], digits[byte & 0xFU] }; // in one piece: an attacker sends many
    out.append(hex, sizeof hex);
}

} // namespace

QByteArray escaped(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size();) {
        const Sequence sequence = sequenceAt(bytes, i);
        const qsizetype length = qMax<qsizetype>(sequence.length, 1);
        if (sequence.length == 0 || isUnsafe(sequence.codePoint)) {
            for (qsizetype k = 0; k < length; ++k)
                appendHex(out, byteAt(bytes, i + k));
        } else if (sequence.codePoint == '\\') {
            out.append("\\\\");
        } else {
            out.append(bytes.sliced(i, length));
        }
        i += length;
    }
    return out;
}

std::optional<QByteArray> unescaped(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes.append(text[i]);
            continue;
        }
        const QByteArray behind = text.sliced(i + 1).first(qMin<qsizetype>(3, text.size() - i - 1)).toByteArray();
        const QByteArray hex = behind.sliced(qMin<qsizetype>(1, behind.size()));
        if (behind.startsWith('\\')) {
            bytes.append('\\');
            i += 1;
        } else if (behind.startsWith('x') && QByteArray::fromHex(hex).toHex() == hex.toLower() && hex.size() == 2) {
            bytes.append(QByteArray::fromHex(hex));
            i += 3;
        } else {
            return std::nullopt;
        }
    }
    return bytes;
}

QString escapedText(QByteArrayView bytes, qsizetype maxBytes)
{
    const bool cut = bytes.size() > maxBytes;
    QString text = QString::fromUtf8(escaped(cut ? bytes.first(maxBytes) : bytes));
    if (cut)
        text += QChar(0x2026);
    return text;
}

} // namespace herdcore::base
