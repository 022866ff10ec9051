// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/time.h"
#include "herdcore/observe/logfile.h"
#include "herdcore/observe/logformat.h"

#include <QString>

#include <deque>
#include <span>
#include <vector>

namespace herdcore::observe {

// The servers' log files in one directory: every line in and out, every coming and going, every decision, each in
// the file of the server that observed it. (What the injected client sends is in the log of the server that it talks
// to.) Files are opened with their server's first line; what is another program's is left alone (OwnFile). A file that
// cannot be written never stops anything: its lines are counted, and flush() says so.
class LogFiles
{
public:
    // `fileNames` by ServerIndex, without a directory. The directory is made if it is missing.
    LogFiles(const QString &directory, const std::vector<QString> &fileNames, NameTable names,
        qint64 maxBytes = LogFile::defaultMaxBytes);

    void write(const std::vector<Event> &batch) { write(std::span(batch)); }
    void write(std::span<const Event> batch); // into the files' buffers, mostly

    // Writes everything down. Gives what there is to report, stamped with `now`: LogDropped for a file that lost lines,
    // at once and then at most every second, and LogResumed when it can be written again; count: the lines lost so far.
    // LogMoved where the lines are in another file than before.
    [[nodiscard]] std::vector<Event> flush(const base::Moment &now);
    [[nodiscard]] bool hasUnreported() const; // lost lines that the one-second limit holds back: call flush() again

private:
    struct ServerFile {
        ServerFile(const QString &path, qint64 maxBytes)
            : file(path, maxBytes, 4, LogFormatter::isOurs)
        { }

        LogFile file;
        std::uint64_t reported = 0; // lost lines, as last told
        std::int64_t reportedNs = 0;
        bool toldFailing = false;
        bool touched = false; // since the last flush
    };

    void reportMoved(std::size_t index, const base::Moment &now, std::vector<Event> &reports);
    void report(std::size_t index, const base::Moment &now, std::vector<Event> &reports);

    LogFormatter m_formatter;
    std::deque<ServerFile> m_files; // by ServerIndex
};

} // namespace herdcore::observe
