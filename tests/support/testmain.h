// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <functional>
#include <memory>

// Many test classes share one program: linking a program for each took longer than running them.
// ctest runs each class in a process of its own: `test_core tst_profile [arguments of QtTest]`.
namespace testmain {

// Registers a test class under the name of its file. One class per file; made by HERD_TEST only.
struct Registration {
    Registration(const char *file, std::function<std::unique_ptr<QObject>()> make);
};

} // namespace testmain

// At the end of each tst_*.cpp, in place of QTEST_MAIN.
#define HERD_TEST(Class)                                                                                               \
    static const testmain::Registration registration##Class(__FILE__, [] { return std::make_unique<Class>(); });
