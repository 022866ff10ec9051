// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/reducedmotion.h"

#include <QSettings>
#include <QStandardPaths>

namespace ui {

bool desktopReducesMotion(const QString &configDir)
{
    const QSettings kde(configDir + QLatin1String("/kdeglobals"), QSettings::IniFormat);
    bool isNumber = false;
    const double factor = kde.value(QStringLiteral("KDE/AnimationDurationFactor")).toDouble(&isNumber);
    if (isNumber && factor <= 0)
        return true;
    for (const char *version : { "gtk-4.0", "gtk-3.0" }) {
        const QSettings gtk(configDir % QLatin1Char('/') % QLatin1String(version) % QLatin1String("/settings.ini"),
            QSettings::IniFormat);
        const QString animations = gtk.value(QStringLiteral("Settings/gtk-enable-animations")).toString().toLower();
        if (animations == QLatin1String("0") || animations == QLatin1String("false"))
            return true;
    }
    return false;
}

bool desktopReducesMotion()
{
    return desktopReducesMotion(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
}

} // namespace ui
