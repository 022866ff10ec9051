// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSocketNotifier>

#include <functional>

namespace app {

// Lines for stdout or stderr of a program that has other things to do: print() never waits. What a reader does not take
// waits here, 256 KiB at most; what comes then is left out, and how much that was is said once there is room. When
// the reader is gone or the disk full, everything is dropped from then on.
class Output
{
public:
    static constexpr qsizetype mostWaiting = 256 * 1024;

    // `gone` is called once, with the system's words.
    explicit Output(int descriptor, std::function<void(const QByteArray &why)> gone = {});

    void print(const QByteArray &line); // without its line end
    [[nodiscard]] bool isGone() const { return m_isGone; }

private:
    void flush();
    [[nodiscard]] bool isReady() const;

    const int m_descriptor;
    const std::function<void(const QByteArray &)> m_gone;
    QSocketNotifier m_notifier; // there is room again
    QByteArray m_waiting;
    quint64 m_leftOut = 0;
    bool m_isGone = false;
};

} // namespace app
