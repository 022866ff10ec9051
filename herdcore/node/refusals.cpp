// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/node/refusals.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace herdcore::node {

std::optional<Note> Refusals::add(Note note, std::int64_t nowNs)
{
    const auto [found, isNew] = m_recent.try_emplace({ note.kind, note.reason, note.peer });
    Recent &recent = found->second;
    const bool isLogged = isNew || (recent.note.count == 0 && nowNs - recent.loggedNs >= paceNs);
    note.count = isLogged ? 0 : recent.note.count + 1;
    recent.note = std::move(note);
    if (!isLogged)
        return {};
    recent.loggedNs = nowNs;
    Note logged = recent.note;
    logged.count = 1;
    return logged;
}

std::vector<Note> Refusals::due(std::int64_t nowNs)
{
    std::vector<Note> notes;
    for (auto entry = m_recent.begin(); entry != m_recent.end();) {
        Recent &recent = entry->second;
        const bool isOver = nowNs - recent.loggedNs >= paceNs;
        if (isOver && recent.note.count == 0) {
            entry = m_recent.erase(entry);
            continue;
        }
        if (isOver) {
            notes.push_back(recent.note);
            recent.note.count = 0;
            recent.loggedNs = nowNs;
        }
        ++entry;
    }
    return notes;
}

std::int64_t Refusals::nextNs() const
{
    std::int64_t next = std::numeric_limits<std::int64_t>::max();
    for (const auto &[kind, recent] : m_recent) {
        if (recent.note.count > 0)
            next = std::min(next, recent.loggedNs + paceNs);
    }
    return next;
}

} // namespace herdcore::node
