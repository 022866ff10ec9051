// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"

#include <map>
#include <vector>

namespace ui {

// Rows that stand for several events: a row's own event is the head, the others stand behind it in the order of the
// log. A closed row hides them, an open one shows each in its own place. At most `most` stand behind one head.
class EventFolds
{
public:
    using Id = herdcore::base::EventId;
    static constexpr std::size_t most = 1000;

    void add(Id head, Id event); // rising; not where isFull()
    [[nodiscard]] bool isFull(Id head) const { return behind(head).size() >= most; }
    [[nodiscard]] const std::vector<Id> &behind(Id head) const;
    [[nodiscard]] Id headOf(Id event) const; // None: it stands behind none
    [[nodiscard]] bool isOpen(Id head) const;
    void setOpen(Id head, bool open);
    [[nodiscard]] std::size_t hidden() const { return m_hidden; } // behind all closed rows

    // The heads before `first` have no rows any more: forgets them, and returns how many events they hid.
    std::size_t dropBefore(Id first);
    void clear();

private:
    struct Fold {
        std::vector<Id> behind;
        bool isOpen = false;
    };
    std::map<Id, Fold> m_folds; // by head
    std::size_t m_hidden = 0;
};

} // namespace ui
