// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QObject>

namespace ui {

// What the user points at, shared by every view: at most one server, one link, one client and one update each,
// the last one set being the subject of commands and of the details panel.
class Selection : public QObject
{
    Q_OBJECT
public:
    enum class Subject { Nothing, Server, Link, Client, Event };
    explicit Selection(QObject *parent = nullptr)
        : QObject(parent)
    { }

    [[nodiscard]] Subject subject() const { return m_subject; }
    [[nodiscard]] herdcore::base::ServerIndex server() const { return m_server; }
    [[nodiscard]] herdcore::profile::LinkProfile link() const { return m_link; }
    [[nodiscard]] const herdcore::base::ClientId &client() const { return m_client; }
    using QObject::event; // the one below is no event of Qt's
    [[nodiscard]] herdcore::base::EventId event() const { return m_event; }
    // The update that every view lights up; null: none.
    [[nodiscard]] const herdcore::base::UpdateKey &update() const { return m_update; }

    void clear() { set(Subject::Nothing); }
    void selectServer(herdcore::base::ServerIndex server)
    {
        m_server = server;
        set(Subject::Server);
    }
    void selectLink(herdcore::profile::LinkProfile link)
    {
        m_link = link;
        set(Subject::Link);
    }
    void selectClient(const herdcore::base::ClientId &client)
    {
        m_client = client;
        set(Subject::Client);
    }
    // An event of the log, and with it the update it is about (null: keeps none lit).
    void selectEvent(herdcore::base::EventId event, const herdcore::base::UpdateKey &update)
    {
        m_event = event;
        m_update = update;
        set(Subject::Event);
    }
    void followUpdate(const herdcore::base::UpdateKey &update)
    {
        m_update = update;
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    void set(Subject subject)
    {
        m_subject = subject;
        if (subject == Subject::Nothing)
            m_update = {};
        Q_EMIT changed();
    }

    Subject m_subject = Subject::Nothing;
    herdcore::base::ServerIndex m_server = herdcore::base::ServerIndex::None;
    herdcore::profile::LinkProfile m_link;
    herdcore::base::ClientId m_client;
    herdcore::base::EventId m_event = herdcore::base::EventId::None;
    herdcore::base::UpdateKey m_update;
};

} // namespace ui
