// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace ui {

// Whether the desktop asks for less motion: KDE's and GTK's settings of animations in `configDir` (~/.config). Qt's own
// switches of effects say nothing: outside Windows they are off by default.
[[nodiscard]] bool desktopReducesMotion(const QString &configDir);
[[nodiscard]] bool desktopReducesMotion(); // of the user

} // namespace ui
