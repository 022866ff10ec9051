// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/standardstreams.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace app {

namespace {

int firstError = 0; // of print()

} // namespace

void openStandardStreams()
{
    // The lowest free number is taken, so these are the missing ones.
    for (int fd = 0; fd <= STDERR_FILENO;) {
        if (::fcntl(fd, F_GETFD) >= 0)
            ++fd;
        else if (::open("/dev/null", O_RDONLY) < 0)
            return;
    }
}

void print(const QByteArray &text)
{
    const auto size = static_cast<std::size_t>(text.size());
    if ((std::fwrite(text.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0) && firstError == 0)
        firstError = errno;
}

int finishOutput(const char *program)
{
    if (firstError == 0)
        return 0;
    std::fprintf(stderr, "%s: cannot write to stdout: %s\n", program,
        std::strerror(firstError)); // NOLINT(concurrency-mt-unsafe): nobody else asks
    return 1;
}

} // namespace app
