// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QObject>

#include <algorithm>
#include <utility>
#include <vector>

namespace ui {

// What the user points at, shared by every view: at most one client and one update, and any number of servers and
// links. The last one set is the subject of the details panel; commands on servers and links go to all that are
// selected. Selecting a server, a link, a client or an event by itself ends the selection of other servers and links.
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

    void clear() { select({}, {}); }
    // All that are selected; the last of either is server() or link().
    [[nodiscard]] const std::vector<herdcore::base::ServerIndex> &servers() const { return m_servers; }
    [[nodiscard]] const std::vector<herdcore::profile::LinkProfile> &links() const { return m_links; }
    [[nodiscard]] bool isSeveral() const { return m_servers.size() + m_links.size() > 1; }
    [[nodiscard]] bool contains(herdcore::base::ServerIndex server) const { return has(m_servers, server); }
    [[nodiscard]] bool contains(herdcore::profile::LinkProfile link) const { return has(m_links, link); }

    void selectServer(herdcore::base::ServerIndex server) { select({ server }, {}); }
    void selectLink(herdcore::profile::LinkProfile link) { select({}, { link }); }
    // Exactly these; without any, nothing. The subject is the last link if there are links, otherwise the last server.
    void select(std::vector<herdcore::base::ServerIndex> servers, std::vector<herdcore::profile::LinkProfile> links)
    {
        m_servers = std::move(servers);
        m_links = std::move(links);
        m_server = m_servers.empty() ? m_server : m_servers.back();
        m_link = m_links.empty() ? m_link : m_links.back();
        const bool isNothing = m_servers.empty() && m_links.empty();
        set(isNothing ? Subject::Nothing : m_links.empty() ? Subject::Server : Subject::Link);
    }
    // Adds it to what is selected, or takes it away.
    void toggle(herdcore::base::ServerIndex server)
    {
        auto servers = m_servers;
        toggleIn(servers, server);
        const bool isAdded = servers.size() > m_servers.size();
        select(std::move(servers), m_links);
        if (isAdded)
            set(Subject::Server);
    }
    void toggle(herdcore::profile::LinkProfile link)
    {
        auto links = m_links;
        toggleIn(links, link);
        select(m_servers, std::move(links));
    }
    void selectClient(const herdcore::base::ClientId &client)
    {
        m_client = client;
        forgetSeveral();
        set(Subject::Client);
    }
    // An event of the log, and with it the update it is about (null: keeps none lit).
    void selectEvent(herdcore::base::EventId event, const herdcore::base::UpdateKey &update)
    {
        m_event = event;
        m_update = update;
        forgetSeveral();
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
    template <typename T> static bool has(const std::vector<T> &all, const T &one)
    {
        return std::find(all.begin(), all.end(), one) != all.end();
    }
    template <typename T> static void toggleIn(std::vector<T> &all, const T &one)
    {
        if (!has(all, one))
            all.push_back(one);
        else
            std::erase(all, one);
    }
    void forgetSeveral()
    {
        m_servers.clear();
        m_links.clear();
    }
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
    std::vector<herdcore::base::ServerIndex> m_servers;
    std::vector<herdcore::profile::LinkProfile> m_links;
    herdcore::base::ClientId m_client;
    herdcore::base::EventId m_event = herdcore::base::EventId::None;
    herdcore::base::UpdateKey m_update;
};

} // namespace ui
