// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/herdd/controlsocket.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace herdd {

struct ControlAnswer;

// The control socket for `herdd ctl`: a local socket that only this user may open, and a password that only this user
// may read, in PATH.token; PATH.lock decides between two that want the same path. All are removed with this, and
// nothing is that is not ours: of what was at PATH before, only a socket that nobody listens on. A caller sends one
// line, "TOKEN WORD WORD...", and receives "done", "failed" or "misused" on a line of its own and then the answer. One
// too many is told so; anything else gets no answer.
class ControlServer : public QObject
{
    Q_OBJECT
public:
    using Reply = std::function<void(const ControlAnswer &)>;
    using Handler = std::function<void(const QStringList &words, const Reply &reply)>;

    explicit ControlServer(Handler handler);
    ~ControlServer() override;

    [[nodiscard]] bool listen(const QString &path); // otherwise errorString() says why not
    [[nodiscard]] QString errorString() const { return m_error; }

    void close(); // and remove the files; callers that wait get no answer
    // Removes the files, from any thread, for a program that is about to end without destroying this.
    void removeFiles() const;

    static QString tokenPath(const QString &path) { return path + QStringLiteral(".token"); }

private:
    [[nodiscard]] QString makeRoom(); // at the path; what is wrong
    [[nodiscard]] bool writeToken();
    void onCalled();
    void refuse(QLocalSocket &caller);
    void onReadable(QLocalSocket &caller);
    void answer(QLocalSocket &caller, const QByteArray &line);

    Handler m_handler;
    ControlLock m_lock; // removed last
    std::unique_ptr<QLocalServer> m_server;
    QString m_path;
    bool m_isListening = false;
    QString m_error;
    QByteArray m_token;
};

} // namespace herdd
