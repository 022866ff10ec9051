// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/childprocesses.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>

#include <algorithm>
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
std::set<QByteArray> over; // the marks of programs that have ended

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

bool isLeftBehind(pid_t pid)
{
    QFile file(QStringLiteral("/proc/%1/environ").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray name = QByteArray(ChildProcesses::markName) + '=';
    const QByteArrayList variables = file.read(largestEnvironment).split('\0');
    return std::any_of(variables.begin(), variables.end(), [&name](const QByteArray &variable) {
        return variable.startsWith(name) && over.contains(variable.mid(name.size()));
    });
}

enum class Which { LeftBehind, All };

// Those left behind by programs that have ended; or all, with the programs that run. Returns how many were there:
// killing one makes its children ours a moment later, so it takes several rounds. The mutex is the caller's.
std::size_t killOnce(Which which)
{
    std::size_t found = 0;
    for (const pid_t pid : childrenOfOurs()) {
        const bool isProgram = running.contains(pid);
        if (isProgram && which != Which::All)
            continue;
        if (!isProgram && ::waitpid(pid, nullptr, WNOHANG) == pid) {
            ++found; // what it has left behind may not have been in the list
            continue;
        }
        if (which != Which::All && !isLeftBehind(pid))
            continue;
        ::kill(pid, SIGKILL);
        ++found;
    }
    return found;
}

void kill(Which which, std::chrono::milliseconds atMost)
{
    const auto end = std::chrono::steady_clock::now() + atMost;
    const auto areThere = [which] {
        const std::lock_guard lock(mutex);
        return killOnce(which) > 0;
    };
    while (areThere() && std::chrono::steady_clock::now() < end)
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
        over.insert(mark);
    }
    kill(Which::LeftBehind, 20ms);
}

void ChildProcesses::reap()
{
    const std::lock_guard lock(mutex);
    killOnce(Which::LeftBehind);
}

void ChildProcesses::endAll()
{
    {
        const std::lock_guard lock(mutex);
        for (const pid_t pid : running)
            ::kill(-pid, SIGKILL);
    }
    kill(Which::All, 100ms);
}

} // namespace herdcore::host
