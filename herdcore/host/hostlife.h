// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace herdcore::host {

// How far a server's one run has got: running, frozen or over. Frozen, it does nothing by itself; what becomes due
// meanwhile waits here. Over, it reports nothing more.
class HostLife
{
public:
    [[nodiscard]] bool isFrozen() const { return m_isFrozen; }
    [[nodiscard]] bool isOver() const { return !m_token; }
    [[nodiscard]] bool isRunning() const { return !m_isFrozen && m_token; }
    // For what may come after the end, as an answer about places does: expired once it is over.
    [[nodiscard]] std::weak_ptr<bool> token() const { return m_token; }

    void freeze() { m_isFrozen = true; }
    void thaw() { m_isFrozen = false; } // the caller then does what waits
    void end()
    {
        m_isFrozen = false;
        m_token.reset();
    }
    void afterThaw(std::function<void()> what) { m_waiting.push_back(std::move(what)); }
    [[nodiscard]] std::vector<std::function<void()>> takeWaiting() { return std::exchange(m_waiting, {}); }

private:
    bool m_isFrozen = false;
    std::shared_ptr<bool> m_token = std::make_shared<bool>(true);
    std::vector<std::function<void()>> m_waiting;
};

} // namespace herdcore::host
