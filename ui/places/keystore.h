// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

namespace ui {

// Stores a secret across sessions outside of this program's files: in the desktop's keychain.
class KeyStore
{
public:
    using Read = std::function<void(const QByteArray &key)>; // empty: no key, or it cannot be read
    using Written = std::function<void(bool isKept)>;

    virtual ~KeyStore() = default;
    // Both call back at once or later, and never after this has been destroyed.
    virtual void read(Read done) = 0;
    virtual void write(const QByteArray &key, Written done) = 0;

    // The keychain. In a build without keychain support, or without a running keychain service, it behaves like none().
    [[nodiscard]] static std::unique_ptr<KeyStore> desktop();
    // Reads no key and stores none.
    [[nodiscard]] static std::unique_ptr<KeyStore> none();
};

} // namespace ui
