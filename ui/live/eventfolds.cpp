// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/eventfolds.h"

#include <algorithm>

namespace ui {

void EventFolds::add(Id head, Id event)
{
    Fold &fold = m_folds[head];
    fold.behind.push_back(event);
    m_hidden += !fold.isOpen;
}

const std::vector<EventFolds::Id> &EventFolds::behind(Id head) const
{
    static const std::vector<Id> none;
    const auto found = m_folds.find(head);
    return found == m_folds.end() ? none : found->second.behind;
}

// A user's click leads here, so looking at all of them is fast enough.
EventFolds::Id EventFolds::headOf(Id event) const
{
    const auto holds = [event](const auto &fold) {
        return std::binary_search(fold.second.behind.begin(), fold.second.behind.end(), event);
    };
    const auto found = std::find_if(m_folds.begin(), m_folds.upper_bound(event), holds);
    return found == m_folds.upper_bound(event) ? Id::None : found->first;
}

bool EventFolds::isOpen(Id head) const
{
    const auto found = m_folds.find(head);
    return found != m_folds.end() && found->second.isOpen;
}

void EventFolds::setOpen(Id head, bool open)
{
    const auto found = m_folds.find(head);
    if (found == m_folds.end() || found->second.isOpen == open)
        return;
    found->second.isOpen = open;
    const std::size_t count = found->second.behind.size();
    m_hidden += open ? 0 : count;
    m_hidden -= open ? count : 0;
}

std::size_t EventFolds::dropBefore(Id first)
{
    std::size_t lost = 0;
    const auto end = m_folds.lower_bound(first);
    for (auto it = m_folds.begin(); it != end; ++it)
        lost += it->second.isOpen ? 0 : it->second.behind.size();
    m_folds.erase(m_folds.begin(), end);
    m_hidden -= lost;
    return lost;
}

void EventFolds::clear()
{
    m_folds.clear();
    m_hidden = 0;
}

} // namespace ui
