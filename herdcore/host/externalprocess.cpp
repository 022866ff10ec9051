// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/externalprocess.h"

#include "herdcore/host/childprocesses.h"

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
constexpr int reapingMs = 2'000;

// Between fork and exec: only what is safe after a fork.
void prepareChild()
{
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr); // ours are blocked, and would stay so
    signal(SIGPIPE, SIG_DFL); // and what is ignored would stay ignored
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
    , m_output(
          context.poller, [this](const QByteArray &line) { observe(EventKind::ExternalOutput, Reason::None, 0, line); },
          [this] { observe(EventKind::ExternalThrottled, Reason::None, ChildOutput::linesPerSecond, {}); })
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels); // it makes no pipes: the program gets ours
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([this] {
        ::dup2(m_output.childsEnd(), STDOUT_FILENO);
        ::dup2(m_output.childsEnd(), STDERR_FILENO);
        prepareChild();
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    m_reaping.setInterval(reapingMs);
    connect(&m_patience, &QTimer::timeout, this, &ExternalProcess::kill);
    connect(&m_reaping, &QTimer::timeout, this, &ChildProcesses::reap);
    connect(&m_process, &QProcess::started, this, &ExternalProcess::begun);
    connect(&m_process, &QProcess::errorOccurred, this, &ExternalProcess::failed);
    connect(&m_process, &QProcess::finished, this, &ExternalProcess::ended);
}

ExternalProcess::~ExternalProcess()
{
    kill();
    waitForEnd(farewellMs);
    m_process.disconnect(this);
}

void ExternalProcess::waitForEnd(int atMostMs)
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(atMostMs);
}

void ExternalProcess::start(const ExternalCommand &command)
{
    if (m_process.state() != QProcess::NotRunning || command.words.isEmpty())
        return;
    m_isEnding = false;
    if (!m_output.open())
        return observe(EventKind::ExternalEnded, Reason::CannotBeStarted, 0, "no descriptor is left for its output");
    m_mark = ChildProcesses::newMark();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("GOOGLE_PLACES_API_KEY"));
    // Into a pipe Python prints nothing until it ends or has much to say.
    environment.insert(QStringLiteral("PYTHONUNBUFFERED"), QStringLiteral("1"));
    for (auto one = command.environment.cbegin(); one != command.environment.cend(); ++one)
        environment.insert(one.key(), one.value());
    environment.insert(QString::fromLatin1(ChildProcesses::markName), QString::fromLatin1(m_mark));
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(command.folder);
    m_process.setProgram(command.words.front());
    m_process.setArguments(command.words.mid(1));
    ChildProcesses::start(m_process);
    m_group = m_process.processId();
    m_output.closeChildsEnd();
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
    // One that has only just been forked has no group yet.
    if (m_group <= 0 || ::kill(static_cast<pid_t>(-m_group), signal) != 0)
        m_process.kill();
}

void ExternalProcess::begun()
{
    m_reaping.start();
    const QByteArray line = asLine(QStringList(m_process.program()) + m_process.arguments());
    observe(EventKind::ExternalStarted, Reason::None, static_cast<int>(m_group), line);
}

void ExternalProcess::failed(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return; // every other way to fail comes to ended() as well
    ChildProcesses::ended(m_group, m_mark);
    m_group = 0;
    m_output.finish();
    const QString where = m_process.workingDirectory();
    QByteArray why = m_process.program().toUtf8() + ": " + m_process.errorString().toUtf8();
    if (!where.isEmpty())
        why += ", in " + where.toUtf8();
    observe(EventKind::ExternalEnded, Reason::CannotBeStarted, 0, why);
}

void ExternalProcess::ended(int status, QProcess::ExitStatus how)
{
    m_patience.stop();
    // What it has left behind would keep the port.
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), SIGKILL);
    ChildProcesses::ended(m_group, m_mark);
    m_group = 0;
    m_output.finish();
    const Reason reason = m_isEnding ? Reason::None
        : how == QProcess::CrashExit ? Reason::EndedBySignal
                                     : Reason::EndedByItself;
    observe(EventKind::ExternalEnded, reason, status, {});
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
