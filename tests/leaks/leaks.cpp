// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Leaks objects on purpose. More than one: a stale address on the stack may still lead to the last.

#include <cstdlib>
#include <memory>

namespace {

struct Lost {
    char bytes[104];
};

[[gnu::noinline]] void lose()
{
    auto lost = std::make_unique<Lost>();
    lost->bytes[0] = '!';
    static_cast<void>(lost.release());
}

} // namespace

int main()
{
    for (int i = 0; i < 100; ++i)
        lose();
    return EXIT_SUCCESS;
}
