// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/journal.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

namespace herdcore::host {

using protocol::Record;

namespace {

constexpr qint64 pieceBytes = 64 << 10;
constexpr int maxAside = 10'000; // files that hold what was damaged

} // namespace

Journal::Journal(const QString &path, qsizetype maxLineBytes)
    : m_path(path)
    , m_maxLineBytes(maxLineBytes)
{ }

bool Journal::fail(const QString &error)
{
    m_error = error;
    return false;
}

bool Journal::open()
{
    close();
    constexpr int tries = 3; // whoever had it may have put another file in its place just now
    for (int i = 0; i < tries; ++i) {
        if (const QString error = m_file.open(m_path, RegularFile::Mode::Existing); !error.isEmpty())
            return fail(error);
        if (!m_file.lock()) {
            close();
            return fail(QStringLiteral("another process writes it"));
        }
        if (m_file.isAt(m_path)) {
            m_realPath = QFileInfo(m_path).canonicalFilePath();
            (void)removeLeftover();
            return true;
        }
    }
    close();
    return fail(QStringLiteral("it is replaced again and again"));
}

void Journal::close()
{
    abandonRewrite();
    m_file.close();
    m_aside.close();
    m_bytes = 0;
    m_unread.clear();
    m_isSkipping = m_isOurs = false;
    m_badFrom = -1;
    m_found = {};
}

Journal::Progress Journal::readOn(const Visit &visit, qint64 atMostBytes)
{
    const qint64 before = m_bytes;
    const qsizetype kept = m_unread.size();
    m_unread.resize(kept + atMostBytes);
    const qint64 read = m_file.read(m_bytes, m_unread.data() + kept, atMostBytes);
    m_unread.truncate(kept + read);
    m_bytes += read;
    if (!takeLines(visit)) {
        const QString error = std::exchange(m_error, {});
        close();
        m_error = error;
        return Progress::Failed;
    }
    if (m_bytes - before == atMostBytes)
        return Progress::More;
    if (m_bytes == m_file.size())
        return finishReading();
    (void)fail(m_file.error());
    close();
    return Progress::Failed;
}

bool Journal::takeLines(const Visit &visit)
{
    qsizetype begin = 0;
    for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n', begin)) {
        const bool isRest = std::exchange(m_isSkipping, false);
        const qint64 at = m_bytes - m_unread.size() + begin;
        const QByteArrayView line = QByteArrayView(m_unread).sliced(begin, end - begin);
        begin = end + 1;
        if (isRest || line.isEmpty()) // empty ones stand where damage was taken out
            continue;
        if (line.size() > m_maxLineBytes || !takeLine(line, visit)) {
            if (m_badFrom < 0)
                m_badFrom = at;
            continue;
        }
        m_isOurs = true;
        if (m_badFrom >= 0 && !(setAside(m_badFrom, at) && blank(m_badFrom, at)))
            return false;
        m_badFrom = -1;
    }
    m_unread.remove(0, begin);
    if (m_isSkipping || m_unread.size() > m_maxLineBytes) {
        if (m_badFrom < 0)
            m_badFrom = m_bytes - m_unread.size();
        m_isSkipping = true;
        m_unread.clear();
    }
    return true;
}

bool Journal::takeLine(QByteArrayView line, const Visit &visit)
{
    if (line == journalHeader().chopped(1))
        return true;
    if (std::optional<Record> record = parseJournalLine(line)) {
        ++m_found.records;
        visit(std::move(*record));
        return true;
    }
    const auto forgotten = parseForgottenLine(line);
    if (forgotten)
        visit(*forgotten);
    return forgotten.has_value();
}

Journal::Progress Journal::finishReading()
{
    if (m_badFrom < 0 && !m_unread.isEmpty())
        m_badFrom = m_bytes - m_unread.size();
    // Killed, or out of room, when it had just been made.
    const bool isBegun = m_bytes < journalHeader().size() && journalHeader().startsWith(m_unread);
    bool isReady = true;
    if (m_bytes == 0 || (!m_isOurs && isBegun && m_unread.size() == m_bytes))
        isReady = prepareEmpty();
    else if (!m_isOurs)
        isReady = fail(QStringLiteral("it is no journal: no line of it checks out, and it is left as it is"));
    else if (m_badFrom >= 0)
        isReady = setAside(m_badFrom, m_bytes) && (m_file.truncate(m_badFrom) || fail(m_file.error()));
    if (!isReady) {
        const QString error = std::exchange(m_error, {});
        close();
        m_error = error;
        return Progress::Failed;
    }
    if (m_badFrom >= 0 && m_isOurs)
        m_bytes = m_badFrom;
    m_badFrom = -1;
    m_unread = {};
    m_aside.close();
    return Progress::Done;
}

bool Journal::prepareEmpty()
{
    const QByteArrayView header = journalHeader();
    m_badFrom = -1;
    m_bytes = header.size();
    return m_file.write(0, header) == header.size() || fail(m_file.error());
}

// In pieces: a file may be damaged by the gigabyte.
bool Journal::setAside(qint64 begin, qint64 end)
{
    if (!m_aside.isOpen() && !openAside())
        return false;
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    for (qint64 at = begin; at < end; at += pieceBytes) {
        const qint64 count = std::min(pieceBytes, end - at);
        if (m_file.read(at, piece.data(), count) != count)
            return fail(m_file.error());
        if (m_aside.write(m_asideBytes, QByteArrayView(piece).first(count)) != count)
            return fail(QStringLiteral("what is damaged in it cannot be set aside: ") + m_aside.error());
        m_asideBytes += count;
    }
    m_found.damagedBytes += end - begin;
    return true;
}

bool Journal::openAside()
{
    QString error;
    for (int number = 1; number <= maxAside; ++number) {
        m_found.setAside = m_path + QStringLiteral(".damaged-") + QString::number(number);
        if (!QFile::exists(m_found.setAside))
            error = m_aside.open(m_found.setAside, RegularFile::Mode::Fresh);
        if (m_aside.isOpen()) {
            m_asideBytes = 0;
            return true;
        }
        if (!error.isEmpty())
            break;
    }
    return fail(QStringLiteral("what is damaged in it cannot be set aside: ") + error);
}

// By empty lines, in place: killed in between, what is left of it is found, and set aside, again.
bool Journal::blank(qint64 begin, qint64 end)
{
    const QByteArray lines(std::min(pieceBytes, end - begin), '\n');
    for (qint64 at = begin; at < end; at += pieceBytes) {
        const qint64 count = std::min(pieceBytes, end - at);
        if (m_file.write(at, QByteArrayView(lines).first(count)) != count)
            return fail(m_file.error());
    }
    return true;
}

qsizetype Journal::append(QByteArrayView lines)
{
    if (!m_file.isOpen())
        return 0;
    const qint64 written = m_file.write(m_bytes, lines);
    const qsizetype whole = lines.first(written).lastIndexOf('\n') + 1;
    if (whole < lines.size())
        (void)fail(m_file.error());
    m_bytes += whole;
    // A piece of a line would spoil the next one.
    if (written > whole && !m_file.truncate(m_bytes))
        close();
    if (m_fresh.isOpen())
        (void)addToRewrite(lines.first(whole));
    return whole;
}

bool Journal::sync()
{
    return m_file.isOpen() && (m_file.sync() || fail(m_file.error()));
}

// Only one of ours: another file by that name is left alone, and nothing is rewritten.
bool Journal::removeLeftover()
{
    if (!QFile::exists(freshPath()))
        return true;
    RegularFile leftover;
    QByteArray head(journalHeader().size(), '\0');
    if (const QString error = leftover.open(freshPath(), RegularFile::Mode::Look); !error.isEmpty())
        return fail(error);
    head.truncate(leftover.read(0, head.data(), head.size()));
    if (!journalHeader().startsWith(head))
        return fail(freshPath() + QStringLiteral(" is in the way"));
    return QFile::remove(freshPath()) || fail(freshPath() + QStringLiteral(" is in the way"));
}

bool Journal::beginRewrite()
{
    abandonRewrite();
    if (!m_file.isOpen() || !removeLeftover())
        return false;
    if (const QString error = m_fresh.open(freshPath(), RegularFile::Mode::Fresh); !error.isEmpty())
        return fail(error);
    m_freshBytes = 0;
    m_fresh.takePermissionsOf(m_file);
    if (m_fresh.lock()) // now, so that nobody else has it when it takes the place of the old one
        return addToRewrite(journalHeader());
    abandonRewrite();
    return fail(freshPath() + QStringLiteral(" is in the way"));
}

bool Journal::addToRewrite(QByteArrayView lines)
{
    if (!m_fresh.isOpen())
        return false;
    if (m_fresh.write(m_freshBytes, lines) != lines.size()) {
        (void)fail(m_fresh.error());
        abandonRewrite();
        return false;
    }
    m_fresh.startSync(m_freshBytes, lines.size());
    m_freshBytes += lines.size();
    return true;
}

bool Journal::finishRewrite()
{
    if (!m_fresh.isOpen())
        return false;
    const QByteArray from = QFile::encodeName(freshPath());
    const QByteArray to = QFile::encodeName(m_realPath);
    // Synced first: after a crash of the machine a name must not lead to a file whose content never arrived.
    if (!m_fresh.sync() || std::rename(from.constData(), to.constData()) != 0) {
        (void)fail(m_fresh.error());
        abandonRewrite();
        return false;
    }
    m_file = std::move(m_fresh);
    m_bytes = m_freshBytes;
    return true;
}

void Journal::abandonRewrite()
{
    if (!m_fresh.isOpen())
        return;
    QFile::remove(freshPath());
    m_fresh.close();
}

} // namespace herdcore::host
