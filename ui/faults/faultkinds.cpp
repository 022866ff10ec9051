// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/faults/faultkinds.h"

#include <QCoreApplication>

namespace ui {

using herdcore::base::ImpairmentKind;

namespace {

// In the order of ImpairmentKind.
constexpr std::array<FaultKind, 8> kinds{ {
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Latency"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Delays every line; the order is preserved"), "latency",
        QT_TRANSLATE_NOOP("ui::FaultForm", "De&lay"), "200ms" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Bandwidth"), QT_TRANSLATE_NOOP("ui::FaultForm", "Limits bytes per second"),
        "bandwidth", QT_TRANSLATE_NOOP("ui::FaultForm", "Rat&e"), "1kB/s" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Black hole"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Discards everything; the connection stays open"), "black-hole", nullptr,
        "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Slices"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Writes lines in small pieces with short pauses"), "slices",
        QT_TRANSLATE_NOOP("ui::FaultForm", "Si&ze"), "3B" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Drop lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Discards lines, which TCP alone never does"), "drop", nullptr, "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Duplicate lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Delivers lines twice, which TCP alone never does"), "duplicate", nullptr,
        "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Reorder lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Delivers a line after the one that follows it, which TCP alone never does"),
        "reorder", nullptr, "" },
    { QT_TRANSLATE_NOOP("ui::FaultForm", "Hold lines"),
        QT_TRANSLATE_NOOP("ui::FaultForm", "Holds lines until they are released one by one"), "hold", nullptr, "" },
} };
static_assert(kinds.size() == static_cast<size_t>(ImpairmentKind::Hold) + 1);

} // namespace

const std::array<FaultKind, 8> &allFaultKinds()
{
    return kinds;
}

const FaultKind &faultKind(ImpairmentKind kind)
{
    return kinds.at(static_cast<size_t>(kind));
}

} // namespace ui
