// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/serve.h"

#include "app/herdd/controlserver.h"
#include "app/herdd/controlsession.h"
#include "herdcore/base/escape.h"
#include "herdcore/observe/logcursor.h"
#include "herdcore/observe/words.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <memory>
#include <sys/signalfd.h>

namespace herdd {

using namespace herdcore;
using base::EventKind;

namespace {

// Signals come as something to read, in the event loop, where anything may be done. Blocked before any thread starts,
// so that no thread is interrupted by them.
int blockSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void print(FILE *to, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), to);
    std::fputc('\n', to);
    std::fflush(to);
}

// Reads the log from where it was left and tells what concerns whoever started us.
class Announcer
{
public:
    explicit Announcer(const herd::Herd &herd)
        : m_herd(herd)
        , m_cursor(herd.log())
    { }

    void readOn()
    {
        m_cursor.readToEnd([this](const observe::EventView &event) { announce(event); });
    }
    [[nodiscard]] std::size_t failures() const { return m_failures; }

private:
    void announce(const observe::EventView &event)
    {
        if (event.server == base::ServerIndex::None)
            return;
        const QByteArray name = base::escaped(m_herd.profile().server(event.server).name.bytes());
        if (event.kind == EventKind::ServerListening)
            print(stdout, "listening " + name + ' ' + event.bytes.toByteArray());
        if (event.kind == EventKind::ListenFailed) {
            ++m_failures;
            const QByteArray where = event.bytes.toByteArray().replace(' ', ':');
            print(stderr,
                "herdd: " + name + " cannot listen on " + where + ": " + observe::inWords(event.reason)
                    + "; give it another port with --ports " + name + "=PORT");
        }
        if (event.kind == EventKind::JournalDamaged)
            print(stderr,
                "herdd: " + name + ": the last " + QByteArray::number(event.count) + " bytes of "
                    + base::escaped(event.bytes) + " made no sense and were dropped");
        if (event.kind == EventKind::ExternalOutput)
            print(stderr, name + ": " + base::escaped(event.bytes));
        if (event.kind == EventKind::ExternalEnded && event.reason == base::Reason::CannotBeStarted)
            print(stderr, "herdd: " + name + ": " + base::escaped(event.bytes));
        else if (event.kind == EventKind::ExternalEnded && event.reason != base::Reason::None)
            print(stderr,
                "herdd: the program of " + name + ": " + observe::inWords(event.reason) + " ("
                    + QByteArray::number(event.count) + ')');
        if (event.kind == EventKind::LogDropped)
            print(stderr,
                "herdd: the log file " + base::escaped(event.bytes) + " cannot be written; "
                    + QByteArray::number(event.count) + " events are missing from it");
    }

    const herd::Herd &m_herd;
    observe::LogCursor m_cursor;
    std::size_t m_failures = 0;
};

// How many servers of ours this process is to run.
std::size_t ownServers(const herd::Herd &herd)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < herd.profile().servers.size(); ++i)
        count += !herd.profile().servers[i].external && herd.isLocal(static_cast<base::ServerIndex>(i));
    return count;
}

} // namespace

int serve(const CommandLine &line)
{
    const int signalFd = blockSignals();
    herd::HerdOptions options = line.options;
    options.logLimits = { 20'000, 32ULL << 20 }; // nobody scrolls back here
    options.eventsLost = [](std::uint64_t count) {
        print(stderr,
            "herdd: ended before the log was written to its end; " + QByteArray::number(static_cast<qulonglong>(count))
                + " events are missing from it");
    };
    if (herd::reachOf(options.bindAddress) == herd::Reach::OtherMachines)
        print(stderr,
            "herdd: listening on " + options.bindAddress.toUtf8()
                + ": every machine that reaches this one can talk to the herd");

    herd::Herd herd(line.profile, options);
    Announcer announcer(herd);
    const std::size_t count = ownServers(herd);
    QObject::connect(&herd, &herd::Herd::advanced, &herd, [&announcer, count] {
        announcer.readOn();
        if (count > 0 && announcer.failures() == count)
            QCoreApplication::exit(1);
    });
    QSocketNotifier signalled(signalFd, QSocketNotifier::Read);
    QObject::connect(&signalled, &QSocketNotifier::activated, &herd, [] { QCoreApplication::exit(0); });
    std::unique_ptr<ControlSession> session;
    ControlServer control(
        [&session](const QStringList &words, const ControlSession::Reply &reply) { session->apply(words, reply); });
    if (!line.controlPath.isEmpty()) {
        session = std::make_unique<ControlSession>(herd);
        if (!control.listen(line.controlPath)) {
            print(stderr,
                "herdd: --control " + base::escaped(line.controlPath.toUtf8()) + ": " + control.errorString().toUtf8());
            return 2;
        }
    }
    herd.startAll();
    return QCoreApplication::exec();
}

} // namespace herdd
