// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/protocol/message.h"
#include "herdcore/protocol/repairlines.h"

#include <optional>
#include <vector>

namespace herdcore::protocol {

// Whose lines a server takes for a neighbour's (protocol.md section 3). Open: anybody's, as in the papers' herds.
// Listed: those on a connection that this server dialled to the neighbour's listed address, or that the neighbour has
// confirmed there. Keyed: those on a connection whose other end has proved that it knows the herd's key.
enum class Speakers { Open, Listed, Keyed };

// PEER 2 FROM TO BOOT [h=HERD] [r=REPAIR] [n=NONCE] [m=PROOF]: the first line, both ways, on a persistent link between
// our own servers. Of version 1 are the first five fields. Fields that are not known are ignored.
struct Greeting {
    base::ServerName from;
    base::ServerName to;
    QByteArray bootId; // another one each time a server starts
    int version = 2;
    QByteArray herdId = {}; // empty: not said
    std::optional<Repair> repair = {}; // how it catches up
    QByteArray nonce = {}; // of this connection; nobody can guess it
    QByteArray proof = {}; // that the key is known
};

// CONFIRM FROM TO NONCE...: are these of connections that you, TO, have dialled to me, FROM?
struct Confirm {
    base::ServerName from;
    base::ServerName to;
    std::vector<QByteArray> nonces;
};

[[nodiscard]] bool isGreeting(QByteArrayView line);
[[nodiscard]] Parsed<Greeting> parseGreeting(QByteArrayView line);
[[nodiscard]] QByteArray writeGreeting(const Greeting &greeting);
// The answer of a server that does not know PEER: "? PEER ...".
[[nodiscard]] bool isGreetingRefused(QByteArrayView line);

[[nodiscard]] bool isConfirm(QByteArrayView line);
[[nodiscard]] Parsed<Confirm> parseConfirm(QByteArrayView line);
[[nodiscard]] QByteArray writeConfirm(const Confirm &confirm);
// CONFIRMED NONCE...: those of them that are. Nothing if it is another line.
[[nodiscard]] std::optional<std::vector<QByteArray>> parseConfirmed(QByteArrayView line);
[[nodiscard]] QByteArray writeConfirmed(const std::vector<QByteArray> &nonces);

// What a server says that has no room for another connection, and knows nothing of who has made it.
inline constexpr char serverFullLine[] = "? server full";

// PROOF MAC: the dialling end's answer to a greeting with a proof. Nothing if it is another line.
[[nodiscard]] std::optional<QByteArray> parseProof(QByteArrayView line);
[[nodiscard]] QByteArray writeProof(const QByteArray &proof);

// REFUSED WORD: said before a connection is closed, for its other end to log. An unknown word is Reason::Refused.
// Nothing if it is another line.
[[nodiscard]] std::optional<base::Reason> parseRefusal(QByteArrayView line);
[[nodiscard]] QByteArray writeRefusal(base::Reason reason); // empty: there is no word for it

// What only one who knows the key can say of these two greetings, in one of the two roles. It covers the names, boot
// ids, herds, repair modes and both nonces, so it is good for one connection and one end of it.
enum class Role { Dialler, Dialled };
[[nodiscard]] QByteArray proofOf(const QByteArray &key, Role role, const Greeting &diallers, const Greeting &dialleds);
// In a time that does not depend on where they differ.
[[nodiscard]] bool isSameSecret(QByteArrayView a, QByteArrayView b);
// Never twice the same, and not to be guessed without the secret.
[[nodiscard]] QByteArray nonceFrom(const QByteArray &secret, std::uint64_t number);

} // namespace herdcore::protocol
