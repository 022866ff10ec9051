// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cstddef>
#include <vector>

namespace herdcore::host {

// How many of the lines that a client sends are answered, by what comes back: one line each, or for a WHATSAT an AT
// line, JSON and an empty line. For servers that leave the connection open when they have answered.
class ExpectedAnswers
{
public:
    explicit ExpectedAnswers(const QByteArray &sent); // lines; the last one with or without its end

    void take(const QByteArray &line); // of an answer
    [[nodiscard]] bool areGiven() const { return m_given >= m_isWhatsAt.size(); }

private:
    std::vector<bool> m_isWhatsAt; // by line
    std::size_t m_given = 0;
    bool m_isInJson = false;
};

} // namespace herdcore::host
