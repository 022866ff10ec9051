// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

namespace herdcore::node {

// The answers of one connection that cannot leave yet: one still waits for its places, and those behind it wait for
// it, so that answers keep the order of the lines.
class AnswerQueue
{
public:
    struct Answer {
        std::uint64_t ticket = 0; // of the places it waits for; 0: complete
        QByteArray bytes; // what is known of it
        base::UpdateKey update;
        base::EventId cause = base::EventId::None;
        bool storeFirstLineOnly = false; // the rest is not to be stored
    };

    [[nodiscard]] bool isEmpty() const { return m_waiting.empty(); }
    [[nodiscard]] std::size_t size() const { return m_waiting.size(); }
    void push(Answer answer) { m_waiting.push_back(std::move(answer)); }

    // Appends to the answer that waits for this ticket and makes it complete; nullptr when there is none.
    Answer *complete(std::uint64_t ticket, const QByteArray &bytes);
    // The next answer in order, once complete.
    [[nodiscard]] std::optional<Answer> takeReady();
    [[nodiscard]] const std::vector<Answer> &waiting() const { return m_waiting; }

private:
    std::vector<Answer> m_waiting; // few: the host stops reading when there are many
};

} // namespace herdcore::node
