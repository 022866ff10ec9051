// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QtGlobal>

class QProcess;

namespace herdcore::host {

// The programs that this process runs and what they leave behind. A program's children may leave its process group and
// its session; when their parent has ended they become our own children, for we are their subreaper (Linux). A mark in
// the environment, which is inherited, tells whose they were. One that has cleared its environment is not found until
// endAll(), and one that became unreadable by gaining privileges never. Thread-safe: what a process has for children is
// common to all its threads.
class ChildProcesses
{
public:
    static constexpr const char *markName = "HERDSCOPE_PROGRAM";
    [[nodiscard]] static QByteArray newMark(); // that nobody else has

    static void start(QProcess &process); // as it is set up; nobody takes it for something left behind
    // A program that start() started has ended: kills what it left behind. Returns after 20 ms at most, and at once
    // where it left nothing. The mark is nobody's any more.
    static void ended(qint64 pid, const QByteArray &mark);
    // Those left behind that have ended meanwhile; and kills what has come to light since a program ended: on a busy
    // machine one that was killed takes a while to end, and only then are its children ours.
    static void reap();
    // Kills every program and everything left behind, marked or not. For the end of a process that starts nothing else.
    // Waits for 100 ms at most.
    static void endAll();
};

} // namespace herdcore::host
