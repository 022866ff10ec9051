// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Two nodes, wired back to back: any lines on their link and from clients, cuts, full links, ends of input. Nothing
// crashes, no input has effects without bound, and when the foreign bytes end and the link is whole the tables agree.
// Each line of the input is an act: its first byte says which, the rest are the bytes that come.

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/twonodes.h"

void fuzzOne(QByteArrayView bytes)
{
    herdtest::TwoNodes herd;
    int acts = 0;
    while (!bytes.isEmpty() && ++acts <= 200) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView line = end < 0 ? bytes : bytes.first(end);
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
        if (!line.isEmpty())
            herd.act(line[0], line.sliced(1).toByteArray());
    }
    herd.settle();
    FUZZ_EXPECT(herd.agree());
}
