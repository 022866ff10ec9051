// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdscope/screenshot.h"

#include <QCoreApplication>
#include <QImageWriter>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <cstdio>

namespace herdscope {

namespace {

int save(QWidget &window, const QString &file)
{
    QImageWriter writer(file, "png");
    if (writer.write(window.grab().toImage()))
        return 0;
    std::fprintf(stderr, "herdscope: cannot write the screenshot %s: %s\n", file.toLocal8Bit().constData(),
        writer.errorString().toLocal8Bit().constData());
    return 1;
}

} // namespace

void scheduleScreenshot(QWidget &window, const QString &file, double afterSeconds)
{
    QTimer::singleShot(static_cast<int>(afterSeconds * 1000), &window,
        [&window, file] { QCoreApplication::exit(save(window, file)); });
}

} // namespace herdscope
