// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/net/lineframer.h"

#include <cstring>
#include <utility>

namespace herdcore::net {

namespace {

constexpr qsizetype headBytes = 64;

// The index of the first LF at or after `from`, or -1.
qsizetype lineEnd(QByteArrayView bytes, qsizetype from)
{
    if (from >= bytes.size())
        return -1;
    const void *found = std::memchr(bytes.data() + from, '\n', static_cast<std::size_t>(bytes.size() - from));
    return found ? static_cast<const char *>(found) - bytes.data() : -1;
}

} // namespace

LineFramer::LineFramer(qsizetype limit, base::ByteMeter *meter)
    : m_limit(limit)
    , m_counted(meter)
{ }

void LineFramer::feed(QByteArrayView bytes)
{
    if (m_overflowed || bytes.isEmpty())
        return;
    const bool drained = !m_endFound && m_scanned == m_bytes.size();
    if (drained && held() + bytes.size() > m_limit) {
        // A line that is too long already is not kept, except for what overflow() needs.
        const qsizetype end = lineEnd(bytes, 0);
        const qsizetype added = end < 0 ? bytes.size() : end;
        if (held() + added > m_limit) {
            m_bytes.append(bytes.first(qMin(added, qMax<qsizetype>(0, headBytes - held()))));
            overflow();
            return;
        }
    }
    if (m_bytes.isEmpty())
        m_bytes = bytes.toByteArray(); // exactly as large as it must be
    else
        m_bytes.append(bytes);
    count();
}

bool LineFramer::findEnd()
{
    if (m_endFound)
        return true;
    const qsizetype end = lineEnd(m_bytes, m_scanned);
    m_endFound = end >= 0;
    m_scanned = m_endFound ? end : m_bytes.size();
    return m_endFound;
}

bool LineFramer::hasMore()
{
    return !m_overflowed && (findEnd() || held() > m_limit);
}

std::optional<QByteArray> LineFramer::next()
{
    if (m_overflowed)
        return std::nullopt;
    const bool found = findEnd();
    const qsizetype length = m_scanned - m_start;
    if (length > m_limit) {
        overflow();
        return std::nullopt;
    }
    if (!found) {
        // Once per feed at most, for what stands behind a line that has ended came with the last one.
        if (m_start > 0) {
            m_bytes = m_bytes.mid(m_start);
            m_start = 0;
            m_scanned = m_bytes.size();
            count();
        }
        return std::nullopt;
    }
    m_endFound = false;
    if (m_scanned + 1 < m_bytes.size()) {
        QByteArray line(m_bytes.constData() + m_start, length);
        m_start = ++m_scanned;
        return line;
    }
    // The last line of what is held: the common case of one line per read gives its bytes away uncopied.
    QByteArray line = m_start == 0 ? std::exchange(m_bytes, QByteArray()) : m_bytes.mid(m_start, length);
    line.truncate(length);
    clear();
    return line;
}

QByteArrayView LineFramer::partial() const
{
    if (m_overflowed)
        return {};
    const QByteArrayView rest = QByteArrayView(m_bytes).sliced(m_start);
    if (!m_endFound && m_scanned == m_bytes.size())
        return rest; // looked through already
    return rest.sliced(rest.lastIndexOf('\n') + 1);
}

bool LineFramer::startsWithBlank() const
{
    return !m_overflowed && held() > 0 && (m_bytes[m_start] == ' ' || m_bytes[m_start] == '\t');
}

std::optional<QByteArray> LineFramer::takePartial()
{
    if (m_overflowed || held() == 0 || hasMore())
        return std::nullopt;
    QByteArray line = m_start == 0 ? std::exchange(m_bytes, QByteArray()) : m_bytes.mid(m_start);
    clear();
    return line;
}

void LineFramer::overflow()
{
    // Not more than proves that it is too long, so that the head does not depend on how the line came.
    m_bytes = m_bytes.mid(m_start, qMin(headBytes, m_limit + 1));
    m_overflowed = true;
    count();
}

void LineFramer::refuse(QByteArrayView line)
{
    m_bytes = line.first(qMin(headBytes, line.size())).toByteArray();
    m_start = 0;
    m_overflowed = true;
    count();
}

void LineFramer::clear()
{
    if (m_overflowed)
        return;
    m_bytes = QByteArray();
    m_start = m_scanned = 0;
    m_endFound = false;
    count();
}

} // namespace herdcore::net
