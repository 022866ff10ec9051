// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/places/keystore.h"

#include <QObject>

#ifdef HERDSCOPE_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace ui {

namespace {

class NoKeyStore final : public KeyStore
{
public:
    void read(Read done) override { done({}); }
    void write(const QByteArray &, Written done) override { done(false); }
};

#ifdef HERDSCOPE_KEYCHAIN
const QString service = QStringLiteral("herdscope");
const QString name = QStringLiteral("google-places");

class Keychain final : public KeyStore
{
public:
    void read(Read done) override
    {
        auto *const job = prepared(new QKeychain::ReadPasswordJob(service));
        QObject::connect(job, &QKeychain::Job::finished, &m_context, [job, done](QKeychain::Job *) {
            done(job->error() == QKeychain::NoError ? job->binaryData() : QByteArray());
        });
        job->start();
    }
    void write(const QByteArray &key, Written done) override
    {
        auto *const job = prepared(new QKeychain::WritePasswordJob(service));
        job->setBinaryData(key);
        QObject::connect(job, &QKeychain::Job::finished, &m_context,
            [done](QKeychain::Job *finished) { done(finished->error() == QKeychain::NoError); });
        job->start();
    }

private:
    template <typename Job> Job *prepared(Job *job)
    {
        job->setInsecureFallback(false); // never into a plain settings file
        job->setKey(name);
        return job;
    }

    QObject m_context;
};
#endif

} // namespace

std::unique_ptr<KeyStore> KeyStore::desktop()
{
#ifdef HERDSCOPE_KEYCHAIN
    return std::make_unique<Keychain>();
#else
    return none();
#endif
}

std::unique_ptr<KeyStore> KeyStore::none()
{
    return std::make_unique<NoKeyStore>();
}

} // namespace ui
