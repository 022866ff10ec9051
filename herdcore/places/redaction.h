// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace herdcore::places {

// Keeps a key out of whatever a provider says: some of them repeat it, or the URL it was in.
class Redaction
{
public:
    explicit Redaction(QByteArray key);

    // A message for people: the key, also spelled in percents, and every URL that holds it, is "***".
    [[nodiscard]] QByteArray message(QByteArray text) const;
    // A whole reply. A key of fewer than 8 characters is no secret, and would tear pieces out of words.
    [[nodiscard]] QByteArray reply(QByteArray json) const;
    // Whether it is still there, however JSON spells it.
    [[nodiscard]] bool isIn(QByteArrayView json) const;

private:
    QByteArray m_key;
};

} // namespace herdcore::places
