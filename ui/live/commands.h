// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/herd/herd.h"

namespace ui {

// What the window asks of a herd: the seam between the widgets and a running Herd, so that every widget that
// gives commands can be tested with a list of what it asked for. The meaning of each call is Herd's.
class Commands
{
public:
    virtual ~Commands() = default;
    virtual void startAll() = 0;
    virtual void stopAll() = 0;
    virtual void start(herdcore::base::ServerIndex server) = 0;
    virtual void startOnPort(herdcore::base::ServerIndex server, quint16 port) = 0;
    virtual void stop(herdcore::base::ServerIndex server) = 0;
    virtual void crash(herdcore::base::ServerIndex server) = 0;
    virtual void cut(herdcore::profile::LinkProfile link) = 0;
    virtual void heal(herdcore::profile::LinkProfile link) = 0;
    virtual herdcore::profile::FaultNumber disturb(const herdcore::profile::Fault &fault) = 0;
    virtual void heal(herdcore::profile::FaultNumber fault) = 0;
    virtual void healAll() = 0;
    virtual void resetLink(herdcore::profile::LinkProfile link) = 0;
    virtual void release(herdcore::profile::LinkProfile link, herdcore::profile::FaultDirection direction, int lines)
        = 0;
    virtual void freeze(herdcore::base::ServerIndex server) = 0;
    virtual void thaw(herdcore::base::ServerIndex server) = 0;
    virtual void setRepair(herdcore::profile::Repair repair) = 0;
    [[nodiscard]] virtual herdcore::profile::Repair repair() const = 0;
    virtual herdcore::base::ConnectionId say(herdcore::base::ServerIndex server, herdcore::herd::SayRequest request)
        = 0;
};

// The commands of a herd in this process, which must outlive this. Once retired they do nothing: the herd has ended and
// only its log is still looked at.
class HerdCommands final : public Commands
{
public:
    explicit HerdCommands(herdcore::herd::Herd &herd)
        : m_herd(&herd)
    { }
    void retire() { m_herd = nullptr; }

    void startAll() override
    {
        if (m_herd)
            m_herd->startAll();
    }
    void stopAll() override
    {
        if (m_herd)
            m_herd->stopAll();
    }
    void start(herdcore::base::ServerIndex server) override
    {
        if (m_herd)
            m_herd->start(server);
    }
    void startOnPort(herdcore::base::ServerIndex server, quint16 port) override
    {
        if (m_herd)
            m_herd->start(server, port);
    }
    void stop(herdcore::base::ServerIndex server) override
    {
        if (m_herd)
            m_herd->stop(server);
    }
    void crash(herdcore::base::ServerIndex server) override
    {
        if (m_herd)
            m_herd->crash(server);
    }
    void cut(herdcore::profile::LinkProfile link) override
    {
        if (m_herd)
            m_herd->cut(link);
    }
    void heal(herdcore::profile::LinkProfile link) override
    {
        if (m_herd)
            m_herd->heal(link);
    }
    herdcore::profile::FaultNumber disturb(const herdcore::profile::Fault &fault) override
    {
        return m_herd ? m_herd->disturb(fault) : herdcore::profile::FaultNumber::None;
    }
    void heal(herdcore::profile::FaultNumber fault) override
    {
        if (m_herd)
            m_herd->heal(fault);
    }
    void healAll() override
    {
        if (m_herd)
            m_herd->healAll();
    }
    void resetLink(herdcore::profile::LinkProfile link) override
    {
        if (m_herd)
            m_herd->resetLink(link);
    }
    void release(herdcore::profile::LinkProfile link, herdcore::profile::FaultDirection direction, int lines) override
    {
        if (m_herd)
            m_herd->release(link, direction, lines);
    }
    void freeze(herdcore::base::ServerIndex server) override
    {
        if (m_herd)
            m_herd->freeze(server);
    }
    void thaw(herdcore::base::ServerIndex server) override
    {
        if (m_herd)
            m_herd->thaw(server);
    }
    void setRepair(herdcore::profile::Repair repair) override
    {
        if (m_herd)
            m_herd->setRepair(repair);
    }
    [[nodiscard]] herdcore::profile::Repair repair() const override
    {
        return m_herd ? m_herd->repair() : herdcore::profile::Repair::None;
    }
    herdcore::base::ConnectionId say(herdcore::base::ServerIndex server, herdcore::herd::SayRequest request) override
    {
        return m_herd ? m_herd->say(server, std::move(request)) : herdcore::base::ConnectionId::None;
    }

private:
    herdcore::herd::Herd *m_herd; // null: retired
};

} // namespace ui
