// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace herdd {

struct ControlAnswer;

// The control socket for `herdd ctl`: a local socket that only this user may open, and a password that only this user
// may read, in PATH.token. Both are removed with this. A caller sends one line, "TOKEN WORD WORD...", and receives
// "done", "failed" or "misused" on a line of its own and then the answer. Anything else gets no answer.
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

    static QString tokenPath(const QString &path) { return path + QStringLiteral(".token"); }

private:
    [[nodiscard]] static bool isInUse(const QString &path);
    [[nodiscard]] bool writeToken();
    void onCalled();
    void onReadable(QLocalSocket &caller);
    void answer(QLocalSocket &caller, const QByteArray &line);

    Handler m_handler;
    std::unique_ptr<QLocalServer> m_server;
    QString m_path;
    QString m_error;
    QByteArray m_token;
};

} // namespace herdd
