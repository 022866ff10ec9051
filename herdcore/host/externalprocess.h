// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/childoutput.h"
#include "herdcore/host/hostconfig.h"

#include <QMap>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace herdcore::host {

struct ExternalCommand {
    base::ServerIndex server = base::ServerIndex::None;
    QStringList words; // program and arguments, no shell
    QString folder; // to run it in; empty: the current one
    QMap<QString, QString> environment = {}; // besides ours
};

// Runs the program of one external server, again and again if asked to: what it prints on either channel and how it
// ends become events, as it prints it where it is Python; one that prints a lot is made to wait, and ExternalThrottled
// says so once. It has a process group
// of its own, without our signals and without the key for places. What it starts itself ends with it, in that group or
// not (childprocesses.h); and it does not outlive this process, however that ends (Linux). Lives in an engine thread.
class ExternalProcess : public QObject
{
    Q_OBJECT
public:
    ExternalProcess(base::ServerIndex server, EngineContext context);
    ~ExternalProcess() override; // kills it

    // While it runs, nothing happens. ExternalStarted follows, or ExternalEnded with CannotBeStarted.
    void start(const ExternalCommand &command);
    void terminate(); // asks it to end; kills it 2 s later
    void kill();
    void waitForEnd(int atMostMs);

private:
    void begun();
    void failed(QProcess::ProcessError error);
    void ended(int status, QProcess::ExitStatus how);
    void observe(base::EventKind kind, base::Reason reason, int count, const QByteArray &bytes);
    void signalGroup(int signal);

    base::ServerIndex m_server;
    EngineContext m_context;
    QByteArray m_mark; // in its environment; another one each time
    ChildOutput m_output;
    QProcess m_process;
    QTimer m_patience; // with a process that was asked to end
    QTimer m_reaping; // of what its own children left to us
    qint64 m_group = 0;
    bool m_isEnding = false; // it was asked to end
};

} // namespace herdcore::host
