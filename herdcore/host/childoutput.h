// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/poller.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <cstddef>
#include <functional>

namespace herdcore::host {

// What a program prints on either channel, read from a pipe of our own: QProcess would read all that there is, at any
// rate, into memory. Gives it away in lines without their end; a longer one, or what has no line ends at all, in pieces
// of 4 KiB. Nothing is left out: beyond 1,000 lines or 256 KiB a second, on average over a second, the program waits at
// its pipe. `throttled` is called when that happens first. Neither callback may destroy this.
class ChildOutput : private net::Poller::Handler
{
public:
    static constexpr qsizetype longestPiece = 4'096;
    static constexpr int linesPerSecond = 1'000;
    static constexpr int bytesPerSecond = 256 * 1'024;

    using Taker = std::function<void(const QByteArray &line)>;
    ChildOutput(net::Poller &poller, Taker taker, std::function<void()> throttled);
    ~ChildOutput() override; // closes the pipe
    Q_DISABLE_COPY_MOVE(ChildOutput)

    // A new pipe; false: none is to be had. The program's end is to be closed here once the program has it.
    [[nodiscard]] bool open();
    [[nodiscard]] int childsEnd() const { return m_childsEnd; }
    void closeChildsEnd();
    // The program has ended: gives away what is in the pipe still, at once and so perhaps in pieces that hold line
    // ends, and closes it.
    void finish();

private:
    void onReadable() override;
    void onWritable() override { }
    void onAgain() override { }

    void refill();
    std::ptrdiff_t readSome(); // as read() says it
    void giveLines();
    void give(qsizetype size, qsizetype skip);
    [[nodiscard]] bool isSpent() const { return m_lines < 1 || m_bytes < 1; }
    void pause();
    void resume();
    void closeOurEnd();

    net::Poller &m_poller;
    const Taker m_taker;
    const std::function<void()> m_throttled;
    int m_ourEnd = -1;
    int m_childsEnd = -1;
    bool m_isListening = false; // the poller tells us what comes
    bool m_wasThrottled = false;
    QByteArray m_buffer;
    qsizetype m_searched = 0; // of the buffer: no line end in there
    double m_lines = linesPerSecond; // that may be given away now, and how many bytes
    double m_bytes = bytesPerSecond;
    QElapsedTimer m_sinceRefill;
    QTimer m_pause;
};

} // namespace herdcore::host
