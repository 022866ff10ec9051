// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/bytemeter.h"
#include "herdcore/base/time.h"

#include <QtGlobal>

#include <cstdint>

namespace herdcore::net {

// What many connections hold together. With more than `manyUnread` read and not yet taken as lines, each of them reads
// little at a time.
struct SharedBytes {
    base::ByteMeter unsent;
    base::ByteMeter unread;
    qsizetype manyUnread = 6 * 1024 * 1024;
};

// What a connection may cost (reliability.md section 3). Times in ns; 0 switches a time limit off.
struct ConnectionLimits {
    qsizetype lineBytes = 64 * 1024; // a line may be this long, without its line end
    qsizetype longLineBytes = 0; // and this long where the owner says so; less than lineBytes: nowhere
    qsizetype unsentBytes = 1024 * 1024; // more than this unsent: dropped at once
    qsizetype unsentBytesSlow = 256 * 1024; // more than this unsent for `slowNs`: dropped
    std::int64_t slowNs = 10 * base::nsPerSecond;
    std::int64_t firstLineNs = 30 * base::nsPerSecond; // from connecting to the end of the first line
    std::int64_t lineNs = 10 * base::nsPerSecond; // from a line's first byte to its end
    // Of silence between lines; also without the other end taking anything of what is unsent, which is ReaderTooSlow.
    std::int64_t idleNs = 600 * base::nsPerSecond;
    std::int64_t connectNs = 5 * base::nsPerSecond; // dialling
    // Reading and dropping after closeWhenSent, so that the last answer arrives; 0: not at all.
    std::int64_t lingerNs = base::nsPerSecond;
    int linesPerTurn = 64; // then others get theirs
    SharedBytes *shared = nullptr; // outlives the connection; null: nobody counts
};

} // namespace herdcore::net
