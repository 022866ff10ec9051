// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QObject>
#include <QPointF>
#include <QUndoStack>

#include <functional>
#include <vector>

namespace ui {

// A profile while it is edited, with the places of its servers in the graph; every edit can be undone. Invalid values
// are kept: reporting them is the checker's task. The places are not part of the file.
class ProfileDocument : public QObject
{
    Q_OBJECT
public:
    struct Draft {
        herdcore::profile::Profile profile;
        std::vector<QPointF> places; // by server, in lengths of an ordinary link
        friend bool operator==(const Draft &, const Draft &) = default;
    };

    explicit ProfileDocument(QObject *parent = nullptr);

    [[nodiscard]] const herdcore::profile::Profile &profile() const { return m_draft.profile; }
    [[nodiscard]] QPointF place(int server) const { return m_draft.places.at(static_cast<std::size_t>(server)); }
    [[nodiscard]] int count() const { return static_cast<int>(m_draft.places.size()); }
    [[nodiscard]] bool hasLink(int a, int b) const;
    [[nodiscard]] QUndoStack &undo() { return m_undo; }

    // Another profile: nothing to undo. `isKept`: a file or a running herd has it, so it counts as saved.
    void reset(herdcore::profile::Profile profile, bool isKept);
    void setSaved(); // as it is now
    [[nodiscard]] bool isModified() const { return m_draft.profile != m_saved; }

    // Edits. Successive edits of one `field` (not empty) are one undo step, until endStep().
    void endStep() { ++m_step; }
    void change(
        const QString &words, const QString &field, const std::function<void(herdcore::profile::Profile &)> &edit);
    int addServer(QPointF place); // with an unused name and port; returns its index
    int addServer(); // where there is room
    void removeServers(const std::vector<int> &servers); // with their links
    void setLink(int a, int b, bool on);
    void removeLinks(const std::vector<herdcore::profile::LinkProfile> &links);
    void moveServer(int server, QPointF place); // further moves of the same one are one step, as above
    void arrange(); // all of them, by the layout

    // Replaces the state without an undo step: for the undo stack.
    void restore(const Draft &draft);

Q_SIGNALS:
    void changed(); // anything
    void wasReset(); // another profile

private:
    void push(const QString &words, Draft after, const QString &field = {});

    Draft m_draft;
    herdcore::profile::Profile m_saved;
    QUndoStack m_undo;
    int m_step = 0;
};

} // namespace ui
