// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <cstdio>
#include <cstdlib>

// What each target defines: takes any bytes, and ends the program with FUZZ_EXPECT where a promise is broken.
// Built twice: with libFuzzer (./dev fuzz), and with replay.cpp, which feeds it its corpus in the ordinary tests.
void fuzzOne(QByteArrayView bytes);

#define FUZZ_EXPECT(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                               \
            std::abort();                                                                                              \
        }                                                                                                              \
    } while (false)
