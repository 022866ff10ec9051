// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/hit.h"

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace herdcore::places {

// The contents of a reply in the form of Google's legacy Nearby Search.
struct NearbyReply {
    std::vector<Hit> hits; // written in this order
    bool placesExist = false; // status OK instead of ZERO_RESULTS, even if no hits were requested
    QByteArrayList htmlAttributions; // HTML, UTF-8
};

// The reply, formatted as Google does: indented by three blanks, one field per line, keys in Google's order, lists of
// words on one line. Contains no unknown fields (no icon, no rating, no scope) and no empty line. Valid JSON for any
// bytes in a name: what is not UTF-8 becomes U+FFFD. Written by hand because QJsonDocument indents by four, splits
// lists of words and sorts keys; the tests parse it with QJsonDocument.
[[nodiscard]] QByteArray nearbyJson(const NearbyReply &reply);

// The reply for a failed provider: no results, a `status` of Google's (UNKNOWN_ERROR, REQUEST_DENIED,
// OVER_QUERY_LIMIT, INVALID_REQUEST) and `message`, UTF-8, as its error_message.
[[nodiscard]] QByteArray failureJson(QByteArrayView status, QByteArrayView message);

// The shortest decimal that is parsed as the same number, without exponent: 34.06893, never 34.068930000000002.
[[nodiscard]] QByteArray decimal(double number);

// A provider's body as clients receive it (protocol.md section 1: the answer ends with two LF, so the body contains no
// two in a row): each run of line ends, LF or CR LF, becomes its first; trailing ones are removed. Other bytes stay.
[[nodiscard]] QByteArray squeezeNewlines(QByteArrayView body);

} // namespace herdcore::places
