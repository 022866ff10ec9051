// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdscope/trouble.h"

#include <QApplication>
#include <QMessageBox>

#include <algorithm>

namespace herdscope {

void showTrouble(int argc, char *argv[], const QString &what)
{
    const auto isSet = [](const char *variable) {
        return !qEnvironmentVariableIsEmpty(variable);
    };
    const auto displays = { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" };
    if (std::none_of(displays.begin(), displays.end(), isSet))
        return;
    const QApplication application(argc, argv);
    QMessageBox box(QMessageBox::Critical, QStringLiteral("Herdscope"),
        QMessageBox::tr("Herdscope cannot run this herd."), QMessageBox::Close);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(what);
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.show();
    QApplication::exec();
}

} // namespace herdscope
