// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/secrets.h"

#include <QtGlobal>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace app {

void hideFromOthers()
{
#ifdef Q_OS_LINUX
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace app
