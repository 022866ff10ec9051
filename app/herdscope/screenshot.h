// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QWidget;

namespace herdscope {

// Saves what `window` shows as a PNG after so many seconds, then ends the program: with 0, or with 1 and a line on
// stderr when the file cannot be written.
void scheduleScreenshot(QWidget &window, const QString &file, double afterSeconds);

} // namespace herdscope
