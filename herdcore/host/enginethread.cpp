// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/enginethread.h"

#include "herdcore/host/eventlooptimers.h"
#include "herdcore/net/poller.h"

namespace herdcore::host {

EngineThread::EngineThread()
{
    m_thread.setObjectName(QStringLiteral("herd engine"));
    m_context.moveToThread(&m_thread);
    m_thread.start();
    post([this] {
        m_poller = net::Poller::create();
        m_timers = std::make_unique<EventLoopTimers>();
    });
}

EngineThread::~EngineThread()
{
    post([this] {
        m_timers.reset();
        m_poller.reset();
        m_context.moveToThread(nullptr);
        m_thread.quit();
    });
    m_thread.wait();
}

void EngineThread::post(std::function<void()> task)
{
    QMetaObject::invokeMethod(&m_context, std::move(task), Qt::QueuedConnection);
}

} // namespace herdcore::host
