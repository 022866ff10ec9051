// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// main() of every test program. With HERD_TEST_WIDGETS it has a QApplication, else a QCoreApplication.

#include "tests/support/testmain.h"

#include <QFileInfo>
#include <QTest>

#ifdef HERD_TEST_WIDGETS
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

#include <cstdio>
#include <map>
#include <string>

namespace {

using Make = std::function<std::unique_ptr<QObject>()>;

std::map<std::string, Make> &classes()
{
    static std::map<std::string, Make> all;
    return all;
}

} // namespace

testmain::Registration::Registration(const char *file, Make make)
{
    const std::string name = QFileInfo(QString::fromUtf8(file)).completeBaseName().toStdString();
    if (!classes().emplace(name, std::move(make)).second)
        qFatal("two test classes are named %s", name.c_str());
}

int main(int argc, char **argv)
{
    const auto found = argc > 1 ? classes().find(argv[1]) : classes().end();
    if (found == classes().end()) {
        std::fprintf(stderr, "usage: %s TEST [arguments of QtTest], where TEST is one of\n", argv[0]);
        for (const auto &[name, make] : classes())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    ++argv;
    --argc;
    Application application(argc, argv);
#ifdef HERD_TEST_WIDGETS
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi, true);
#endif
    return QTest::qExec(found->second().get(), argc, argv);
}
