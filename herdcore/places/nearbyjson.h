// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/hit.h"

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace herdcore::places {

// What a reply in the form of Google's (legacy) Nearby Search is written from.
struct NearbyReply {
    std::vector<Hit> hits; // written in this order
    bool placesExist = false; // status OK rather than ZERO_RESULTS, also where no hits were asked for
    QByteArrayList htmlAttributions; // HTML, UTF-8
};

// The reply, laid out as Google lays out its own: three blanks a level, one field a line, keys in order, lists of words
// on one line. Holds no field whose value is not known (no icon, no rating, no Google scope) and no empty line. Valid
// JSON for any bytes in a name: what is not UTF-8 becomes U+FFFD. Written by hand because QJsonDocument indents by
// four, splits lists of words and sorts keys; the tests parse it with QJsonDocument.
[[nodiscard]] QByteArray nearbyJson(const NearbyReply &reply);

// The reply of a provider that failed: no results, `status` as Google words it (UNKNOWN_ERROR, REQUEST_DENIED,
// OVER_QUERY_LIMIT, INVALID_REQUEST) and `message`, UTF-8, as its error_message.
[[nodiscard]] QByteArray failureJson(QByteArrayView status, QByteArrayView message);

// The shortest decimal that reads back as the same number, without exponent: 34.06893, never 34.068930000000002.
[[nodiscard]] QByteArray decimal(double number);

// A provider's body as a client may see it (protocol.md section 1: the answer ends with two LF, so the body holds no
// two in a row): of each run of line ends, LF or CR LF, the first; at the end none. Every other byte stays.
[[nodiscard]] QByteArray squeezeNewlines(QByteArrayView body);

} // namespace herdcore::places
