// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/serve.h"

#include "app/endsignals.h"
#include "app/herdd/controlserver.h"
#include "app/herdd/controlsession.h"
#include "app/output.h"
#include "app/secrets.h"
#include "herdcore/base/escape.h"
#include "herdcore/herd/addresses.h"
#include "herdcore/herd/descriptors.h"
#include "herdcore/observe/logcursor.h"
#include "herdcore/observe/words.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <memory>

#include <unistd.h>

namespace herdd {

using namespace herdcore;
using base::EventKind;

namespace {

// Reads the log from where it was left and tells what concerns whoever started us.
class Announcer
{
public:
    Announcer(const herd::Herd &herd, app::Output &out, app::Output &error)
        : m_herd(herd)
        , m_out(out)
        , m_error(error)
        , m_cursor(herd.log())
    { }

    void readOn()
    {
        m_cursor.readToEnd([this](const observe::EventView &event) { announce(event); });
    }
    [[nodiscard]] std::size_t failures() const { return m_failures; }

private:
    void print(FILE *to, const QByteArray &line) { (to == stdout ? m_out : m_error).print(line); }

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
                "herdd: the journal of " + name + " is damaged: " + QByteArray::number(event.count)
                    + " bytes that did not check out are now in " + base::escaped(event.bytes));
        if (event.kind == EventKind::JournalFailed)
            print(stderr,
                "herdd: the journal of " + name + " cannot be kept: " + base::escaped(event.bytes) + "; "
                    + QByteArray::number(event.count) + " updates are missing from it, and it is tried again");
        if (event.kind == EventKind::JournalResumed)
            print(stderr,
                "herdd: the journal of " + name + " is written again, with the " + QByteArray::number(event.count)
                    + " updates that it had missed");
        if (event.kind == EventKind::LinkRefused || event.kind == EventKind::LinkDenied)
            announceRefusal(event, name);
        if (event.kind == EventKind::NeighbourPlain || event.kind == EventKind::NeighbourObjects
            || event.kind == EventKind::CopiesCirculate)
            announceNeighbour(event, name);
        if (event.kind == EventKind::ExternalOutput)
            print(stderr, name + ": " + base::escaped(event.bytes));
        if (event.kind == EventKind::ExternalThrottled)
            print(stderr,
                "herdd: the program of " + name + " prints more than " + QByteArray::number(event.count)
                    + " lines or 256 KiB a second, and has to wait");
        if (event.kind == EventKind::ExternalEnded && event.reason == base::Reason::CannotBeStarted)
            print(stderr, "herdd: " + name + ": " + base::escaped(event.bytes));
        else if (event.kind == EventKind::ExternalEnded && event.reason != base::Reason::None)
            print(stderr,
                "herdd: the program of " + name + ": " + observe::inWords(event.reason) + " ("
                    + QByteArray::number(event.count) + ')');
        if (event.kind == EventKind::LogDropped)
            print(stderr,
                "herdd: a log file cannot be written: " + base::escaped(event.bytes) + "; "
                    + QByteArray::number(event.count) + " events are missing from it");
        if (event.kind == EventKind::LogMoved)
            print(stderr,
                "herdd: the log of " + name + " goes on in " + base::escaped(event.bytes) + ": "
                    + observe::inWords(event.reason));
    }

    void announceNeighbour(const observe::EventView &event, const QByteArray &name)
    {
        const QByteArray peer = event.peer == base::ServerIndex::None
            ? QByteArray("another server")
            : base::escaped(m_herd.profile().server(event.peer).name.bytes());
        const QByteArray count = QByteArray::number(event.count);
        const QByteArray said = base::escaped(event.bytes);
        QByteArray what = peer + " did not take a line, times: " + count + ": " + said;
        if (event.kind == EventKind::NeighbourPlain)
            what = peer + " is sent plain lines from now on: " + observe::inWords(event.reason).toByteArray();
        else if (event.kind == EventKind::CopiesCirculate)
            what = "copies of " + said + "'s update keep coming from " + peer + ": " + count + " a second";
        print(stderr, "herdd: " + name + ": " + what);
    }

    void announceRefusal(const observe::EventView &event, const QByteArray &name)
    {
        const bool isNamed = event.peer != base::ServerIndex::None;
        const QByteArray peer
            = isNamed ? base::escaped(m_herd.profile().server(event.peer).name.bytes()) : QByteArray();
        const QByteArray what = event.kind == EventKind::LinkDenied ? " is refused by " + peer
            : isNamed                                               ? " refused a connection that claims to be " + peer
                                                                    : QByteArray(" refused a connection");
        print(stderr,
            "herdd: " + name + what + ": " + observe::inWords(event.reason)
                + ", times: " + QByteArray::number(event.count) + ": " + base::escaped(event.bytes));
    }

    const herd::Herd &m_herd;
    app::Output &m_out;
    app::Output &m_error;
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

// Nobody can call 0.0.0.0.
QByteArray othersCall(const QString &bindAddress)
{
    const QStringList addresses = herd::callableAddresses(bindAddress);
    if (addresses.isEmpty() || addresses.contains(bindAddress))
        return {};
    return ", which others call " + addresses.join(QLatin1String(" or ")).toUtf8();
}

// How many events did not get into the log.
std::function<void(std::uint64_t)> sayTo(app::Output &error)
{
    return [&error](std::uint64_t lost) {
        error.print("herdd: ended before the log was written to its end; "
            + QByteArray::number(static_cast<qulonglong>(lost)) + " events are missing from it");
    };
}

} // namespace

int serve(const CommandLine &line)
{
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is like a full disk: its write fails
    app::Output error(STDERR_FILENO);
    app::Output out(STDOUT_FILENO,
        [&error](const QByteArray &why) { error.print("herdd: stdout: " + why + "; the herd goes on"); });
    herd::HerdOptions options = line.options;
    options.logLimits = { 20'000, 32ULL << 20 }; // nobody scrolls back here
    options.eventsLost = sayTo(error);
    if (const auto lack = herd::lackOfDescriptors(line.profile, options, herd::descriptorsOpen())) {
        error.print("herdd: " + lack->toUtf8());
        return 1;
    }
    if (herd::reachOf(options.bindAddress) == herd::Reach::OtherMachines)
        error.print("herdd: listening on " + options.bindAddress.toUtf8() + othersCall(options.bindAddress)
            + ": every machine that reaches this one can talk to the herd");
    if (!options.places.key.isEmpty())
        app::hideFromOthers();

    std::unique_ptr<ControlSession> session;
    ControlServer control(
        [&session](const QStringList &words, const ControlSession::Reply &reply) { session->apply(words, reply); });
    app::EndSignals signalled([&control] {
        control.removeFiles();
        herd::Herd::killPrograms();
    });
    herd::Herd herd(line.profile, options);
    Announcer announcer(herd, out, error);
    const std::size_t count = ownServers(herd);
    QObject::connect(&herd, &herd::Herd::advanced, &herd, [&announcer, count] {
        announcer.readOn();
        if (count > 0 && announcer.failures() == count)
            QCoreApplication::exit(1);
    });
    QObject::connect(&signalled, &app::EndSignals::asked, &herd, [] { QCoreApplication::exit(0); });
    if (!line.controlPath.isEmpty()) {
        session = std::make_unique<ControlSession>(herd);
        if (!control.listen(line.controlPath)) {
            error.print(
                "herdd: --control " + base::escaped(line.controlPath.toUtf8()) + ": " + control.errorString().toUtf8());
            return 2;
        }
    }
    herd.startAll();
    const int status = QCoreApplication::exec();
    control.close();
    session.reset();
    herd.shutDown();
    herd::Herd::killPrograms();
    signalled.settled();
    return status;
}

} // namespace herdd
