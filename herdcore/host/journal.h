// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/journalline.h"
#include "herdcore/host/regularfile.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <variant>

namespace herdcore::host {

// The file in which one server keeps what it has learnt, so that one that was killed comes back with what it had
// answered. One record a line (journalline.h); a later line of a client replaces the earlier ones, and one that says
// that a record was forgotten takes it away.
//
// Reading keeps every line that checks out, wherever it is; what is between them is copied to PATH.damaged-N and then
// taken out of the journal: no byte is lost. A file in which no line checks out is another program's, and is left as
// it is. Every line is written whole or not at all, as far as a later reader can tell.
class Journal
{
public:
    explicit Journal(const QString &path, qsizetype maxLineBytes = 16 << 20); // a longer line counts as damage

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString error() const { return m_error; } // why the last call failed
    // Locks the file, and makes it if there is none. One journal at a time has it, in whatever process.
    [[nodiscard]] bool open();
    [[nodiscard]] bool isOpen() const { return m_file.isOpen(); }
    void close();

    // To be called after open() until it says Done, before anything is written.
    enum class Progress { More, Done, Failed };
    using Entry = std::variant<protocol::Record, node::ForgottenRecord>;
    using Visit = std::function<void(Entry)>;
    [[nodiscard]] Progress readOn(const Visit &visit, qint64 atMostBytes = 64 << 10);
    struct Found {
        qint64 records = 0;
        qint64 damagedBytes = 0;
        QString setAside; // where they are
    };
    [[nodiscard]] const Found &found() const { return m_found; }

    // Whole lines. How many bytes of them were written, which are whole lines: all, or as many as there was room for.
    qsizetype append(QByteArrayView lines);
    [[nodiscard]] bool sync(); // waits until the disk has what was written
    [[nodiscard]] qint64 bytes() const { return m_bytes; } // of the file

    // A new file that takes the place of the old one at once: whoever is killed meanwhile leaves one or the other,
    // whole. What is appended before it is finished goes into both. False: it was given up, and the old one goes on.
    [[nodiscard]] bool beginRewrite();
    [[nodiscard]] bool addToRewrite(QByteArrayView lines);
    [[nodiscard]] bool finishRewrite();
    void abandonRewrite();
    [[nodiscard]] bool isRewriting() const { return m_fresh.isOpen(); }

private:
    bool fail(const QString &error);
    [[nodiscard]] QString freshPath() const { return m_realPath + QStringLiteral(".new"); }
    [[nodiscard]] bool removeLeftover();
    [[nodiscard]] bool prepareEmpty();
    [[nodiscard]] bool takeLines(const Visit &visit);
    [[nodiscard]] bool takeLine(QByteArrayView line, const Visit &visit);
    [[nodiscard]] Progress finishReading();
    [[nodiscard]] bool setAside(qint64 begin, qint64 end);
    [[nodiscard]] bool openAside();
    [[nodiscard]] bool blank(qint64 begin, qint64 end);

    const QString m_path;
    QString m_realPath; // where links lead
    const qsizetype m_maxLineBytes;
    QString m_error;
    RegularFile m_file;
    qint64 m_bytes = 0; // of the file; while it is read, of what has been read
    // While it is read
    QByteArray m_unread; // the beginning of a line, which is at m_bytes - m_unread.size()
    bool m_isSkipping = false; // the rest of a line that is too long
    bool m_isOurs = false; // some line checked out
    qint64 m_badFrom = -1; // where what does not check out begins, if there is any just before m_unread
    RegularFile m_aside;
    qint64 m_asideBytes = 0;
    Found m_found;
    // While it is rewritten
    RegularFile m_fresh;
    qint64 m_freshBytes = 0;
};

} // namespace herdcore::host
