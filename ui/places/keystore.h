// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

namespace ui {

// A place outside of this program's files that keeps a secret from one session to the next: the desktop's keychain.
class KeyStore
{
public:
    using Read = std::function<void(const QByteArray &key)>; // empty: there is none, or it cannot be read
    using Written = std::function<void(bool isKept)>;

    virtual ~KeyStore() = default;
    // Both call back later or at once, or never when this is destroyed before.
    virtual void read(Read done) = 0;
    virtual void write(const QByteArray &key, Written done) = 0;

    // The keychain; where the program was built without it, or nobody runs one, it holds nothing and keeps nothing.
    [[nodiscard]] static std::unique_ptr<KeyStore> desktop();
    // Holds nothing and keeps nothing.
    [[nodiscard]] static std::unique_ptr<KeyStore> none();
};

} // namespace ui
