// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"

#include <QByteArray>

namespace herdcore::protocol {

// How servers word a location to each other (protocol.md section 3). One implementation per dialect, stateless.
class Dialect
{
public:
    virtual ~Dialect() = default;

    // Whether a line is a neighbour's, by its first word: such a line is never answered, right or wrong.
    [[nodiscard]] virtual bool claims(QByteArrayView line) const = 0;
    // A line that is claimed; tolerates trailing tokens.
    [[nodiscard]] virtual Parsed<Record> parse(QByteArrayView line) const = 0;
    [[nodiscard]] virtual QByteArray write(const Record &record) const = 0; // without line end
};

// AT Hill +0.263873386 kiwi +34.068930-118.445127 1520023934.918963997
// The native form, and word for word the answer to IAMAT.
[[nodiscard]] const Dialect &atDialect();

} // namespace herdcore::protocol
