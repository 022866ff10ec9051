// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/childprocesses.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>

#include <chrono>
#include <csignal>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace herdcore::host {

using namespace std::chrono_literals;

namespace {

constexpr qint64 largestEnvironment = 1'024 * 1'024;

std::mutex mutex;
std::set<pid_t> running; // that a QProcess waits for

void adoptOrphans()
{
#ifdef Q_OS_LINUX
    prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}

std::vector<pid_t> childrenOfOurs()
{
    std::vector<pid_t> children;
    const QString tasks = QStringLiteral("/proc/self/task");
    for (const QString &task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + task + QStringLiteral("/children"));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &word : file.readAll().split(' ')) {
            if (const int pid = word.toInt(); pid > 0)
                children.push_back(pid);
        }
    }
    return children;
}

bool hasMark(pid_t pid, const QByteArray &mark)
{
    QFile file(QStringLiteral("/proc/%1/environ").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray variable = QByteArray(ChildProcesses::markName) + '=' + mark;
    return file.read(largestEnvironment).split('\0').contains(variable);
}

// Those left behind that are wanted dead; without a mark all of them, and the programs that run, too. Returns how many
// were there: killing one makes its children ours a moment later, so it takes several rounds.
std::size_t killOnce(const QByteArray *mark)
{
    const std::lock_guard lock(mutex);
    std::size_t found = 0;
    for (const pid_t pid : childrenOfOurs()) {
        const bool isProgram = running.contains(pid);
        if (isProgram && mark)
            continue;
        if (!isProgram && ::waitpid(pid, nullptr, WNOHANG) == pid) {
            ++found; // what it has left behind may not have been in the list
            continue;
        }
        if (mark && !hasMark(pid, *mark))
            continue;
        ::kill(pid, SIGKILL);
        ++found;
    }
    return found;
}

void killAll(const QByteArray *mark, std::chrono::milliseconds atMost)
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    while (killOnce(mark) > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(1ms);
}

} // namespace

QByteArray ChildProcesses::newMark()
{
    return QByteArray::number(static_cast<qlonglong>(::getpid())) + '-'
        + QByteArray::number(QRandomGenerator::global()->generate64(), 16);
}

void ChildProcesses::start(QProcess &process)
{
    static std::once_flag once;
    std::call_once(once, adoptOrphans);
    const std::lock_guard lock(mutex);
    process.start();
    if (process.processId() > 0)
        running.insert(static_cast<pid_t>(process.processId()));
}

void ChildProcesses::ended(qint64 pid, const QByteArray &mark)
{
    {
        const std::lock_guard lock(mutex);
        running.erase(static_cast<pid_t>(pid));
    }
    killAll(&mark, 20ms);
}

void ChildProcesses::reap()
{
    const std::lock_guard lock(mutex);
    for (const pid_t pid : childrenOfOurs()) {
        if (!running.contains(pid))
            ::waitpid(pid, nullptr, WNOHANG);
    }
}

void ChildProcesses::endAll()
{
    {
        const std::lock_guard lock(mutex);
        for (const pid_t pid : running)
            ::kill(-pid, SIGKILL);
    }
    killAll(nullptr, 100ms);
}

} // namespace herdcore::host
