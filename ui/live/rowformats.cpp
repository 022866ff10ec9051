// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/rowformats.h"

#include <QtGlobal>

#include <array>

namespace ui {

namespace {

QString withTabs(const QStringList &cells)
{
    return cells.join(QLatin1Char('\t'));
}

constexpr std::array formats{
    RowFormat{ QT_TRANSLATE_NOOP("RowFormat", "&Copy"), &withTabs },
};

} // namespace

std::span<const RowFormat> rowFormats()
{
    return formats;
}

} // namespace ui
