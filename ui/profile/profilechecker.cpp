// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilechecker.h"

#include "herdcore/herd/portcheck.h"

#include <QPointer>
#include <QThreadPool>

#include <algorithm>

namespace ui {

using namespace herdcore::herd;
using namespace herdcore::profile;
using herdcore::base::Reason;
using herdcore::base::ServerIndex;

namespace {

constexpr int soonMs = 120;
// Where the herds of this program listen, whatever addresses the profile has for the others.
const QString bindAddress = QStringLiteral("127.0.0.1");

// One at a time: a cancelled job ends soon.
QThreadPool &pool()
{
    static QThreadPool threads;
    threads.setMaxThreadCount(1);
    return threads;
}

} // namespace

bool ProfileChecker::Findings::isRight() const
{
    return std::none_of(problems.begin(), problems.end(),
        [](const ProfileNote &note) { return note.kind == ProfileNote::Kind::Wrong; });
}

ProfileChecker::ProfileChecker(QObject *parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &ProfileChecker::begin);
}

ProfileChecker::~ProfileChecker()
{
    cancel();
    pool().waitForDone();
}

void ProfileChecker::check(const Profile &profile)
{
    cancel();
    m_profile = profile;
    m_soon.start();
}

void ProfileChecker::cancel()
{
    m_soon.stop();
    if (m_job)
        m_job->cancelled = true;
    m_job.reset();
}

void ProfileChecker::begin()
{
    m_job = std::make_shared<Job>();
    m_job->profile = m_profile;
    m_job->own = m_own ? m_own() : QSet<quint16>();
    // The job touches this only by a queued call, which the destructor waits for.
    pool().start([this, job = m_job] {
        Findings findings = lookAt(*job);
        const auto tell = [this, job, findings = std::move(findings)] {
            if (job->cancelled)
                return;
            m_findings = findings;
            Q_EMIT found();
        };
        if (!job->cancelled)
            QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

ProfileChecker::Findings ProfileChecker::lookAt(const Job &job)
{
    const Profile &profile = job.profile;
    Findings findings;
    for (const ProfileProblem &problem : problemsOf(profile))
        findings.problems += ProfileWords::wrong(profile, problem);
    if (const auto refused = unsupported(profile))
        findings.problems += ProfileWords::wrong(profile, { QString(), refused->message });
    findings.problems += ProfileWords::cutOff(profile);
    QSet<quint16> tried;
    for (std::size_t i = 0; i < profile.servers.size() && !job.cancelled; ++i) {
        const ServerProfile &server = profile.servers[i];
        const bool isOurs = !server.external && server.port != 0 && !tried.contains(server.port);
        tried.insert(server.port);
        if (!isOurs || job.own.contains(server.port))
            continue;
        if (const Reason reason = tryPort(bindAddress, server.port); reason != Reason::None)
            findings.problems += ProfileWords::takenPort(profile, static_cast<ServerIndex>(i), reason);
    }
    findings.splits = ProfileWords::splits(profile, pointsOfFailure(profile, [&job] { return job.cancelled.load(); }));
    return findings;
}

} // namespace ui
