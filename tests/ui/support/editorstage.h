// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/support/runsstage.h"
#include "ui/profile/profilecanvas.h"
#include "ui/profile/profileeditor.h"
#include "ui/profile/profileform.h"
#include "ui/profile/profilenotes.h"
#include "ui/profile/profileservers.h"

#include <QMessageBox>

namespace uitest {

// An editor on the default herd, on ports that nobody has.
struct EditorStage {
    QTemporaryDir dir;
    ProfileEditor editor;

    EditorStage()
    {
        editor.file().edit(builtIn(QStringLiteral("herdscope")), {});
        editor.resize(1200, 760);
        editor.show();
        QVERIFY(QTest::qWaitForWindowActive(&editor));
    }
    template <typename T> [[nodiscard]] T *find(const char *name = nullptr)
    {
        return editor.findChild<T *>(name ? QString::fromLatin1(name) : QString());
    }
    [[nodiscard]] QString file() const { return dir.filePath(QStringLiteral("mine.json")); }
    [[nodiscard]] QStringList problems()
    {
        QStringList texts;
        for (const ProfileNote &note : editor.checker().findings().problems)
            texts += note.text;
        return texts;
    }
    [[nodiscard]] QMessageBox *box()
    {
        for (auto *one : editor.findChildren<QMessageBox *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
};

} // namespace uitest
