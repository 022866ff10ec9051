// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/impairment.h"

#include <array>

namespace ui {

// How a kind of fault is offered. Texts are to be translated in the context ui::FaultForm.
struct FaultKind {
    const char *name;
    const char *tip;
    const char *word; // in Impairment's words
    const char *amountLabel; // null: it has none
    const char *amount; // to begin with
};

[[nodiscard]] const std::array<FaultKind, 8> &allFaultKinds(); // in the order of ImpairmentKind
[[nodiscard]] const FaultKind &faultKind(herdcore::base::ImpairmentKind kind);

} // namespace ui
