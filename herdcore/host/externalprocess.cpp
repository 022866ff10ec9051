// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/externalprocess.h"

#include <QProcessEnvironment>

#include <csignal>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace herdcore::host {

using base::EventKind, base::Reason;

namespace {

constexpr int patienceMs = 2'000;
constexpr int farewellMs = 100;
constexpr qint64 longestLine = 4'096; // a longer one is reported in pieces

// Between fork and exec: only what is safe after a fork.
void prepareChild()
{
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr); // ours are blocked, and would stay so
#ifdef Q_OS_LINUX
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

QByteArray asLine(const QStringList &words)
{
    return words.join(u' ').toUtf8();
}

} // namespace

ExternalProcess::ExternalProcess(base::ServerIndex server, EngineContext context)
    : m_server(server)
    , m_context(context)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("GOOGLE_PLACES_API_KEY"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier(prepareChild);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &ExternalProcess::kill);
    connect(&m_process, &QProcess::started, this, &ExternalProcess::begun);
    connect(&m_process, &QProcess::errorOccurred, this, &ExternalProcess::failed);
    connect(&m_process, &QProcess::finished, this, &ExternalProcess::ended);
    connect(&m_process, &QProcess::readyRead, this, &ExternalProcess::readLines);
}

ExternalProcess::~ExternalProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    terminate();
    if (!m_process.waitForFinished(farewellMs)) {
        kill();
        m_process.waitForFinished(farewellMs);
    }
    m_process.disconnect(this);
}

void ExternalProcess::start(const ExternalCommand &command)
{
    if (m_process.state() != QProcess::NotRunning || command.words.isEmpty())
        return;
    m_isEnding = false;
    m_process.setWorkingDirectory(command.folder);
    m_process.start(command.words.front(), command.words.mid(1));
}

void ExternalProcess::terminate()
{
    m_isEnding = true;
    signalGroup(SIGTERM);
    m_patience.start();
}

void ExternalProcess::kill()
{
    m_isEnding = true;
    signalGroup(SIGKILL);
}

void ExternalProcess::signalGroup(int signal)
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), signal);
    else
        m_process.kill();
}

void ExternalProcess::begun()
{
    m_group = m_process.processId();
    const QByteArray line = asLine(QStringList(m_process.program()) + m_process.arguments());
    observe(EventKind::ExternalStarted, Reason::None, static_cast<int>(m_group), line);
}

void ExternalProcess::failed(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart) // every other way to fail comes to ended() as well
        observe(EventKind::ExternalEnded, Reason::CannotBeStarted, 0,
            m_process.program().toUtf8() + ": " + m_process.errorString().toUtf8());
}

void ExternalProcess::ended(int status, QProcess::ExitStatus how)
{
    m_patience.stop();
    readLines();
    if (const QByteArray rest = m_process.readAll(); !rest.isEmpty())
        observe(EventKind::ExternalOutput, Reason::None, 0, rest);
    // What it has left behind in its group would keep the port.
    ::kill(static_cast<pid_t>(-m_group), SIGKILL);
    m_group = 0;
    const Reason reason = m_isEnding ? Reason::None
        : how == QProcess::CrashExit ? Reason::EndedBySignal
                                     : Reason::EndedByItself;
    observe(EventKind::ExternalEnded, reason, status, {});
}

void ExternalProcess::readLines()
{
    while (m_process.canReadLine() || m_process.bytesAvailable() >= longestLine) {
        QByteArray line = m_process.readLine(longestLine);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        observe(EventKind::ExternalOutput, Reason::None, 0, line);
    }
}

void ExternalProcess::observe(EventKind kind, Reason reason, int count, const QByteArray &bytes)
{
    const base::Moment now = m_context.clock.now();
    observe::Event event;
    event.monotonicNs = now.monotonicNs;
    event.wallNs = now.wallNs;
    event.kind = kind;
    event.reason = reason;
    event.server = m_server;
    event.count = count;
    event.bytes = bytes;
    m_context.sink.take(std::move(event));
}

} // namespace herdcore::host
