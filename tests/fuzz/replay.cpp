// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Feeds a target every file of the folders that are named, and each of them cut in the middle and with a byte changed,
// so that what was found once is not found again.

#include "tests/fuzz/fuzz.h"

#include <QByteArray>
#include <QDirIterator>
#include <QFile>

namespace {

void feed(const QByteArray &bytes)
{
    fuzzOne(bytes);
    fuzzOne(QByteArrayView(bytes).first(bytes.size() / 2));
    for (qsizetype at = 0; at < bytes.size(); at += 1 + bytes.size() / 8) {
        QByteArray changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x15);
        fuzzOne(changed);
    }
}

} // namespace

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; ++i) {
        QDirIterator files(QFile::decodeName(argv[i]), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "cannot read %s\n", qPrintable(file.fileName()));
                return 1;
            }
            std::fprintf(stderr, "%s\n", qPrintable(file.fileName())); // the last one is the one that broke it
            feed(file.readAll());
            ++count;
        }
    }
    std::printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
