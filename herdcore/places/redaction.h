// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace herdcore::places {

// Removes a key from what a provider sends: some repeat it, or the URL that contained it.
class Redaction
{
public:
    explicit Redaction(QByteArray key);

    // For messages: replaces the key, also when percent-encoded, and every URL that contains it, by "***".
    [[nodiscard]] QByteArray message(QByteArray text) const;
    // For whole replies. A key of fewer than 8 characters is no secret, and replacing it would damage other words.
    [[nodiscard]] QByteArray reply(QByteArray json) const;
    // Whether it still contains the key, however JSON escapes it.
    [[nodiscard]] bool isIn(QByteArrayView json) const;

private:
    QByteArray m_key;
};

} // namespace herdcore::places
