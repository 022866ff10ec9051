// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/greeting.h"

#include "herdcore/protocol/grammar.h"

#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>
#include <utility>

namespace herdcore::protocol {

using base::Reason, base::ServerName;

namespace {

constexpr qsizetype mostFields = 100; // of CONFIRM and CONFIRMED; further ones are not read
constexpr qsizetype nonceDigits = 32;

constexpr std::array<std::pair<Repair, QByteArrayView>, 3> repairWords{ {
    { Repair::None, "none" },
    { Repair::Push, "push" },
    { Repair::Sync, "sync" },
} };

constexpr std::array<std::pair<Reason, QByteArrayView>, 7> refusalWords{ {
    { Reason::SameName, "same-name" },
    { Reason::WrongAddressee, "wrong-addressee" },
    { Reason::NotANeighbour, "not-a-neighbour" },
    { Reason::UnsupportedVersion, "version" },
    { Reason::OtherHerd, "other-herd" },
    { Reason::Unconfirmed, "unconfirmed" },
    { Reason::WrongKey, "wrong-key" },
} };

std::optional<Repair> repairFrom(QByteArrayView word)
{
    const auto found
        = std::find_if(repairWords.begin(), repairWords.end(), [word](const auto &row) { return row.second == word; });
    return found == repairWords.end() ? std::nullopt : std::optional(found->first);
}

QByteArray wordOf(std::optional<Repair> repair)
{
    const auto found = std::find_if(
        repairWords.begin(), repairWords.end(), [repair](const auto &row) { return row.first == repair; });
    return found == repairWords.end() ? QByteArray() : found->second.toByteArray();
}

// A field of the form KEY=VALUE, after the first five.
void readField(QByteArrayView field, Greeting &greeting)
{
    if (field.size() < 2 || field[1] != '=')
        return;
    const QByteArrayView value = field.sliced(2);
    switch (field[0]) {
    case 'h':
        greeting.herdId = value.toByteArray();
        break;
    case 'r':
        greeting.repair = repairFrom(value);
        break;
    case 'n':
        greeting.nonce = value.toByteArray();
        break;
    case 'm':
        greeting.proof = value.toByteArray();
        break;
    default: // of a later version
        break;
    }
}

void writeField(QByteArray &line, char key, const QByteArray &value)
{
    if (!value.isEmpty())
        line += QByteArray(" ") + key + '=' + value;
}

// The fields after the first `skipped`, where the line begins with this word.
std::optional<std::vector<QByteArray>> fieldsAfter(QByteArrayView line, QByteArrayView word, std::size_t skipped)
{
    const Fields fields = splitFields(line, mostFields);
    if (fields.field.size() < skipped || fields.field.empty() || fields.field[0] != word)
        return {};
    std::vector<QByteArray> rest;
    for (std::size_t i = skipped; i < fields.field.size(); ++i)
        rest.push_back(fields.field[i].toByteArray());
    return rest;
}

QByteArray joined(QByteArray line, const std::vector<QByteArray> &fields)
{
    for (const QByteArray &field : fields)
        line += ' ' + field;
    return line;
}

// No field holds white space, so a line each cannot be read in two ways.
QByteArray spelled(const Greeting &greeting)
{
    return greeting.from.bytes() + '\n' + greeting.to.bytes() + '\n' + greeting.bootId + '\n' + greeting.herdId + '\n'
        + wordOf(greeting.repair) + '\n' + greeting.nonce + '\n';
}

QByteArray macOf(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256).toHex();
}

} // namespace

bool isGreeting(QByteArrayView line)
{
    return line.startsWith("PEER ");
}

Parsed<Greeting> parseGreeting(QByteArrayView line)
{
    const Fields fields = splitFields(line);
    if (fields.count < 5)
        return Rejection{ Reason::BadGreeting, {} };
    const QByteArrayView version = fields.field[1];
    if (version != QByteArrayView("1") && version != QByteArrayView("2"))
        return Rejection{ Reason::UnsupportedVersion, version.toByteArray() };
    Greeting greeting{ ServerName(fields.field[2].toByteArray()), ServerName(fields.field[3].toByteArray()),
        fields.field[4].toByteArray() };
    greeting.version = version == QByteArrayView("1") ? 1 : 2;
    for (std::size_t i = 5; greeting.version == 2 && i < fields.field.size(); ++i)
        readField(fields.field[i], greeting);
    return greeting;
}

QByteArray writeGreeting(const Greeting &greeting)
{
    QByteArray line = "PEER " + QByteArray::number(greeting.version) + ' ' + greeting.from.bytes() + ' '
        + greeting.to.bytes() + ' ' + greeting.bootId;
    if (greeting.version == 1)
        return line;
    writeField(line, 'h', greeting.herdId);
    writeField(line, 'r', wordOf(greeting.repair));
    writeField(line, 'n', greeting.nonce);
    writeField(line, 'm', greeting.proof);
    return line;
}

bool isGreetingRefused(QByteArrayView line)
{
    return line.startsWith("? PEER ");
}

bool isConfirm(QByteArrayView line)
{
    return line.startsWith("CONFIRM ");
}

Parsed<Confirm> parseConfirm(QByteArrayView line)
{
    const Fields fields = splitFields(line, 3);
    if (fields.count < 3)
        return Rejection{ Reason::BadGreeting, {} };
    return Confirm{ ServerName(fields.field[1].toByteArray()), ServerName(fields.field[2].toByteArray()),
        fieldsAfter(line, "CONFIRM", 3).value_or(std::vector<QByteArray>()) };
}

QByteArray writeConfirm(const Confirm &confirm)
{
    return joined("CONFIRM " + confirm.from.bytes() + ' ' + confirm.to.bytes(), confirm.nonces);
}

std::optional<std::vector<QByteArray>> parseConfirmed(QByteArrayView line)
{
    return fieldsAfter(line, "CONFIRMED", 1);
}

QByteArray writeConfirmed(const std::vector<QByteArray> &nonces)
{
    return joined("CONFIRMED", nonces);
}

std::optional<QByteArray> parseProof(QByteArrayView line)
{
    const auto fields = fieldsAfter(line, "PROOF", 1);
    return fields && fields->size() == 1 ? std::optional(fields->front()) : std::nullopt;
}

QByteArray writeProof(const QByteArray &proof)
{
    return "PROOF " + proof;
}

std::optional<Reason> parseRefusal(QByteArrayView line)
{
    const auto fields = fieldsAfter(line, "REFUSED", 1);
    if (!fields)
        return {};
    for (const auto &[reason, word] : refusalWords) {
        if (!fields->empty() && fields->front() == word)
            return reason;
    }
    return Reason::Refused;
}

QByteArray writeRefusal(Reason reason)
{
    for (const auto &[known, word] : refusalWords) {
        if (known == reason)
            return "REFUSED " + word.toByteArray();
    }
    return {};
}

QByteArray proofOf(const QByteArray &key, Role role, const Greeting &diallers, const Greeting &dialleds)
{
    const QByteArray whose = role == Role::Dialler ? "dialler" : "dialled";
    return macOf(key, "Herdscope link\n" + whose + '\n' + spelled(diallers) + spelled(dialleds));
}

bool isSameSecret(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

QByteArray nonceFrom(const QByteArray &secret, std::uint64_t number)
{
    return macOf(secret, QByteArray::number(qulonglong(number))).left(nonceDigits);
}

} // namespace herdcore::protocol
