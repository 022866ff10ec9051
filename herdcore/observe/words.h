// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QByteArrayView>

namespace herdcore::observe {

// English for log files and terminals, plain ASCII. The window has its own wording, which can be translated.
// A kind is one or two words that no other kind has, so that a log can be searched for it.
[[nodiscard]] QByteArrayView inWords(base::EventKind kind);

// Why, as it stands in brackets after the kind; empty for Reason::None.
[[nodiscard]] QByteArrayView inWords(base::Reason reason);

} // namespace herdcore::observe
