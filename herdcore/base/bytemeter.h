// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <utility>

namespace herdcore::base {

// How many bytes many holders have together. For one thread.
class ByteMeter
{
public:
    ByteMeter() = default;
    Q_DISABLE_COPY_MOVE(ByteMeter)

    [[nodiscard]] qsizetype used() const { return m_used; }

private:
    friend class MeteredBytes;
    qsizetype m_used = 0;
};

// What one of them has: gives it back when it goes. The meter must outlive it; null: nobody counts.
class MeteredBytes
{
public:
    explicit MeteredBytes(ByteMeter *meter = nullptr)
        : m_meter(meter)
    { }
    ~MeteredBytes() { set(0); }
    Q_DISABLE_COPY(MeteredBytes)
    MeteredBytes(MeteredBytes &&other) noexcept
        : m_meter(other.m_meter)
        , m_bytes(std::exchange(other.m_bytes, 0))
    { }
    MeteredBytes &operator=(MeteredBytes &&other) = delete;

    void set(qsizetype bytes)
    {
        if (m_meter)
            m_meter->m_used += bytes - m_bytes;
        m_bytes = bytes;
    }
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }

private:
    ByteMeter *m_meter;
    qsizetype m_bytes = 0;
};

} // namespace herdcore::base
