// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/bytemeter.h"

#include <QByteArray>
#include <QList>

namespace herdcore::net {

class Sockets;

// Bytes that the system would not take yet, in order. Small pieces are joined, large ones are shared, not copied.
// Holds no memory while it holds no bytes. Knows no limit: its owner asks for the size.
class SendBuffer
{
public:
    explicit SendBuffer(base::ByteMeter *meter = nullptr)
        : m_size(meter)
    { }

    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] qsizetype size() const { return m_size.bytes(); }

    void append(const QByteArray &bytes, qsizetype from); // all of them from the index `from` on
    [[nodiscard]] int writeTo(
        Sockets &sockets, int fd); // until empty or the system takes no more (both 0), else the error
    void clear();

private:
    QList<QByteArray> m_pieces;
    qsizetype m_gone = 0; // bytes of the first piece that are sent
    base::MeteredBytes m_size;
};

} // namespace herdcore::net
