// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace herdcore::base {

// Which clients' requests need a line end (protocol.md section 1). Where silence ends a line, a client that sends none
// and waits is answered; but a network that stalls can then make half a time of a whole one, so by default only those
// on loopback are served so.
enum class LineEnd : std::uint8_t {
    SilenceOnLoopback, // theirs are ended by silence, others' by LF
    Silence,
    Lf,
};

} // namespace herdcore::base
