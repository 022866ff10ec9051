// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/faults/faultkinds.h"

#include <QCoreApplication>

#include <array>

namespace ui {

using herdcore::base::ImpairmentKind;

namespace {

// In the order of ImpairmentKind.
constexpr std::array kinds = std::to_array<FaultKind>({
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Latency"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Delays every line; the order is preserved"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "De&lay"), "200ms" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Bandwidth"), QT_TRANSLATE_NOOP("ui::FaultForm", "Limits bytes per second"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Rat&e"), "1kB/s" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Black hole"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Discards everything; the connection stays open"), nullptr, "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Slices"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Writes lines in small pieces with short pauses"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Si&ze"), "3B" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Drop lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Discards lines, which TCP alone never does"), nullptr, "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Duplicate lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Delivers lines twice, which TCP alone never does"), nullptr, "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Reorder lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Delivers a line after the one that follows it, which TCP alone never does"),
        nullptr, "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Hold lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Holds lines until they are released one by one"), nullptr, "" },
});
static_assert(kinds.size() == herdcore::base::impairmentKindCount);

} // namespace

std::span<const FaultKind> allFaultKinds()
{
    return kinds;
}

const FaultKind &faultKind(ImpairmentKind kind)
{
    return kinds.at(static_cast<size_t>(kind));
}

} // namespace ui
