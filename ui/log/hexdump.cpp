// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/hexdump.h"

namespace ui {

namespace {

constexpr qsizetype perLine = 8; // fits a narrow panel

} // namespace

QString hexDump(QByteArrayView bytes)
{
    constexpr char digits[] = "0123456789ABCDEF";
    QByteArray out;
    for (qsizetype line = 0; line < bytes.size(); line += perLine) {
        const QByteArrayView part = bytes.sliced(line, qMin(perLine, bytes.size() - line));
        out.append(QByteArray::number(line, 16).rightJustified(4, '0')).append("  ");
        QByteArray readable;
        for (const char c : part) {
            const auto byte = static_cast<unsigned char>(c);
            out.append(digits[byte >> 4]).append(digits[byte & 0xFU]).append(' ');
            readable.append(c >= ' ' && c <= '~' ? c : '.');
        }
        out.append(QByteArray(3 * (perLine - part.size()) + 1, ' ')).append(readable).append('\n');
    }
    out.chop(1);
    return QString::fromLatin1(out);
}

} // namespace ui
