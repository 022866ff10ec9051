// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <csignal>
#include <sys/resource.h>

namespace herdtest {

// As long as it lives, no file of this process can become larger than that, as if the disk were full.
class FullDisk
{
public:
    explicit FullDisk(qint64 bytes)
    {
        rlimit full{};
        if (::getrlimit(RLIMIT_FSIZE, &m_before) != 0)
            qFatal("cannot read the limit");
        full = m_before;
        full.rlim_cur = static_cast<rlim_t>(bytes);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        if (::setrlimit(RLIMIT_FSIZE, &full) != 0)
            qFatal("cannot set the limit");
    }
    ~FullDisk()
    {
        (void)::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace herdtest
