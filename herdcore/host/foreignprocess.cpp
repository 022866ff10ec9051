// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/foreignprocess.h"

#include <QProcessEnvironment>

#include <csignal>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace herdcore::host {

using base::ObservationKind, base::Reason;

namespace {

constexpr int patienceMs = 2'000;
constexpr int farewellMs = 100;
constexpr qint64 longestLine = 4'096; // a longer one is told in pieces

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

ForeignProcess::ForeignProcess(base::ServerIndex server, Wiring wiring)
    : m_server(server)
    , m_wiring(wiring)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("GOOGLE_PLACES_API_KEY"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier(prepareChild);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &ForeignProcess::kill);
    connect(&m_process, &QProcess::started, this, &ForeignProcess::begun);
    connect(&m_process, &QProcess::errorOccurred, this, &ForeignProcess::failed);
    connect(&m_process, &QProcess::finished, this, &ForeignProcess::ended);
    connect(&m_process, &QProcess::readyRead, this, &ForeignProcess::readLines);
}

ForeignProcess::~ForeignProcess()
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

void ForeignProcess::start(const ForeignCommand &command)
{
    if (m_process.state() != QProcess::NotRunning || command.words.isEmpty())
        return;
    m_wasTold = false;
    m_process.setWorkingDirectory(command.folder);
    m_process.start(command.words.front(), command.words.mid(1));
}

void ForeignProcess::terminate()
{
    m_wasTold = true;
    signalGroup(SIGTERM);
    m_patience.start();
}

void ForeignProcess::kill()
{
    m_wasTold = true;
    signalGroup(SIGKILL);
}

void ForeignProcess::signalGroup(int signal)
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), signal);
    else
        m_process.kill();
}

void ForeignProcess::begun()
{
    m_group = m_process.processId();
    const QByteArray line = asLine(QStringList(m_process.program()) + m_process.arguments());
    observe(ObservationKind::ForeignStarted, Reason::None, static_cast<int>(m_group), line);
}

void ForeignProcess::failed(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart) // every other way to fail comes to ended() as well
        observe(ObservationKind::ForeignEnded, Reason::CannotBeStarted, 0,
            m_process.program().toUtf8() + ": " + m_process.errorString().toUtf8());
}

void ForeignProcess::ended(int status, QProcess::ExitStatus how)
{
    m_patience.stop();
    readLines();
    if (const QByteArray rest = m_process.readAll(); !rest.isEmpty())
        observe(ObservationKind::ForeignOutput, Reason::None, 0, rest);
    // What it has left behind in its group would keep the port.
    ::kill(static_cast<pid_t>(-m_group), SIGKILL);
    m_group = 0;
    const Reason reason = m_wasTold  ? Reason::None
        : how == QProcess::CrashExit ? Reason::EndedBySignal
                                     : Reason::EndedByItself;
    observe(ObservationKind::ForeignEnded, reason, status, {});
}

void ForeignProcess::readLines()
{
    while (m_process.canReadLine() || m_process.bytesAvailable() >= longestLine) {
        QByteArray line = m_process.readLine(longestLine);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        observe(ObservationKind::ForeignOutput, Reason::None, 0, line);
    }
}

void ForeignProcess::observe(ObservationKind kind, Reason reason, int count, const QByteArray &bytes)
{
    const base::Moment now = m_wiring.clock.now();
    observe::Observation observation;
    observation.monotonicNs = now.monotonicNs;
    observation.wallNs = now.wallNs;
    observation.kind = kind;
    observation.reason = reason;
    observation.server = m_server;
    observation.count = count;
    observation.bytes = bytes;
    m_wiring.sink.take(std::move(observation));
}

} // namespace herdcore::host
