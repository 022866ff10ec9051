// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/impairment.h"

#include <span>

namespace ui {

// How the form presents a kind of fault. The translation context of the texts is ui::FaultForm.
struct FaultKind {
    const char *name;
    const char *tip;
    const char *amountLabel; // null: the kind takes no amount
    const char *amount; // initial value
};

[[nodiscard]] std::span<const FaultKind> allFaultKinds(); // in the order of ImpairmentKind
[[nodiscard]] const FaultKind &faultKind(herdcore::base::ImpairmentKind kind);

} // namespace ui
