// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/places/keystore.h"

namespace uitest {

// A keychain that works or does not.
class FakeKeyStore final : public ui::KeyStore
{
public:
    struct Content {
        QByteArray key;
        bool works = true;
    };
    explicit FakeKeyStore(Content &content)
        : m_content(content)
    { }
    void read(Read done) override { done(m_content.works ? m_content.key : QByteArray()); }
    void write(const QByteArray &key, Written done) override
    {
        if (m_content.works)
            m_content.key = key;
        done(m_content.works);
    }

private:
    Content &m_content;
};

} // namespace uitest
