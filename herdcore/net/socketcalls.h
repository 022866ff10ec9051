// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/kinds.h"

#include <QByteArrayView>
#include <QHostAddress>

#include <array>
#include <cstdint>

// The system's socket calls as this project needs them: non-blocking, without signals, closed on exec, repeated when
// interrupted. Errors are errno values.
namespace herdcore::net {

// An address and a port in 20 bytes; a QHostAddress has its parts on the heap.
struct Endpoint {
    std::array<std::uint8_t, 16> address{};
    quint16 port = 0;
    std::uint8_t family = 0; // 4, 6 or 0: unknown

    [[nodiscard]] static Endpoint of(const QHostAddress &host, quint16 port);
    [[nodiscard]] QHostAddress host() const;
    [[nodiscard]] bool isKnown() const { return family != 0; }
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

[[nodiscard]] Endpoint localEndpoint(int fd); // unknown where the system does not tell
[[nodiscard]] Endpoint peerEndpoint(int fd);

void prepareSocket(int fd); // non-blocking, closed on exec, without Nagle's delay, without SIGPIPE
[[nodiscard]] int openSocket(const QHostAddress &host); // a prepared stream socket, or -1 and errno
[[nodiscard]] int startConnecting(int fd, const QHostAddress &host, quint16 port); // 0: on the way
[[nodiscard]] int pendingError(int fd); // takes it
// 0: connected; EAGAIN: not yet; otherwise the error. Refused, too, where TCP joined the socket to itself, which it can
// when one dials the very port that the system has lent it.
[[nodiscard]] int dialResult(int fd);

// Bytes moved, or -1 and errno. Receiving 0 is the end of input.
[[nodiscard]] qsizetype sendSome(int fd, QByteArrayView bytes);
[[nodiscard]] qsizetype receiveSome(int fd, char *into, qsizetype size);
[[nodiscard]] bool wouldBlock(int error);
// What the next read will meet, which stays: inputWaits, 0 at end of input, EAGAIN, or an error, which is taken.
constexpr int inputWaits = -1;
[[nodiscard]] int peekInput(int fd);

void finishWriting(int fd);
enum class Goodbye : std::uint8_t { Orderly, Reset }; // a reset leaves no TIME_WAIT
void closeSocket(int fd, Goodbye goodbye);

[[nodiscard]] base::Reason reasonFor(int error);

// Where reads land before they are cut into lines: one per thread, so that an idle connection owns no buffer.
struct ScratchBuffer {
    static constexpr qsizetype size = 64 * 1024;
    [[nodiscard]] static char *data();
};

} // namespace herdcore::net
