// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace herdscope {

// A window that says why there is no other: whoever started the program by a click on a file sees no terminal. Returns
// when it is closed; at once where there is no display.
void showTrouble(int argc, char *argv[], const QString &what);

} // namespace herdscope
