// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Every parser of a line, and what it makes of what is written from what it read.

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/grammar.h"
#include "herdcore/protocol/greeting.h"
#include "herdcore/protocol/parser.h"
#include "herdcore/protocol/repairlines.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArray>

using namespace herdcore::protocol;
using herdcore::base::ServerName;

namespace {

void fuzzClientLine(QByteArrayView line)
{
    const QByteArray answer = invalidAnswer(line);
    FUZZ_EXPECT(answer.startsWith("? ") && answer.size() >= line.size() + 1);
    (void)looksLikeWeb(line);
    const auto message = parseClientLine(line);
    if (!message)
        return;
    if (const auto *whatsAt = std::get_if<WhatsAt>(&*message)) {
        FUZZ_EXPECT(whatsAt->radiusKm >= 0 && whatsAt->radiusKm <= 50 && whatsAt->bound >= 0 && whatsAt->bound <= 20);
        FUZZ_EXPECT(!whatsAt->client.isEmpty());
        return;
    }
    const auto &iAmAt = std::get<IAmAt>(*message);
    FUZZ_EXPECT(!iAmAt.client.isEmpty() && iAmAt.time.ns >= 0);
    FUZZ_EXPECT(iAmAt.location.latitude >= -90 && iAmAt.location.latitude <= 90);
    FUZZ_EXPECT(iAmAt.location.longitude >= -180 && iAmAt.location.longitude <= 180);
    // What a server makes of it, its neighbours and its clients can read.
    const Record record{ iAmAt.client, ServerName("Hill"), "+0.5", iAmAt.location, iAmAt.time };
    const auto again = parseAt(writeAt(record));
    FUZZ_EXPECT(again && *again == record && again->time.ns == record.time.ns);
}

void fuzzDialect(const Dialect &dialect, QByteArrayView line)
{
    (void)dialect.isIncomplete(line);
    if (!dialect.claims(line))
        return;
    auto flood = dialect.parse(line);
    if (!flood)
        return;
    FUZZ_EXPECT(!flood->record.client.isEmpty());
    if (flood->visited.empty())
        flood.value().visited.emplace_back("Hill"); // a server never passes on without its own name
    const QByteArray written = dialect.write(*flood);
    FUZZ_EXPECT(dialect.claims(written) && !dialect.isIncomplete(written));
    const auto again = dialect.parse(written);
    FUZZ_EXPECT(again && again->record == flood->record && again->record.label == flood->record.label);
    FUZZ_EXPECT(dialect.write(*again) == written);
    FUZZ_EXPECT(!dialect.wins(flood->record, again->record));
}

void fuzzRepairLines(QByteArrayView line)
{
    if (const auto sync = parseSync(line); sync && isRepairLine(line)) {
        const auto again = parseSync(write(*sync));
        FUZZ_EXPECT(again && again->digest == sync->digest && write(*again) == write(*sync));
    }
    if (const auto sums = parseBucketSums(line)) {
        FUZZ_EXPECT(!sums->within.empty() && sums->sums.size() == sums->within.size() * sums->parts);
        const auto again = parseBucketSums(write(*sums));
        FUZZ_EXPECT(again && again->within == sums->within && again->sums == sums->sums);
    }
    if (const auto held = parseHoldings(line)) {
        const QByteArray written = write(*held);
        const auto again = parseHoldings(written);
        FUZZ_EXPECT(again && again->within == held->within && again->held.size() == held->held.size());
        FUZZ_EXPECT(write(*again) == written);
    }
    if (const auto wanted = parseWanted(line); wanted)
        FUZZ_EXPECT(*parseWanted(writeWanted(*wanted)) == *wanted);
    if (const auto forgotten = parseForget(line))
        FUZZ_EXPECT(writeForget(*parseForget(writeForget(*forgotten))) == writeForget(*forgotten));
    if (const auto greeting = parseGreeting(line); greeting && isGreeting(line)) {
        const auto again = parseGreeting(writeGreeting(*greeting));
        FUZZ_EXPECT(
            again && again->from == greeting->from && again->to == greeting->to && again->bootId == greeting->bootId);
        FUZZ_EXPECT(again->nonce == greeting->nonce && again->herdId == greeting->herdId);
        FUZZ_EXPECT(again->proof == greeting->proof && again->repair == greeting->repair);
    }
    if (const auto confirm = parseConfirm(line); confirm && isConfirm(line))
        FUZZ_EXPECT(parseConfirm(writeConfirm(*confirm))->nonces == confirm->nonces);
    if (const auto confirmed = parseConfirmed(line))
        FUZZ_EXPECT(*parseConfirmed(writeConfirmed(*confirmed)) == *confirmed);
    (void)parseProof(line);
    (void)parseRefusal(line);
    (void)isGreetingRefused(line);
}

} // namespace

void fuzzOne(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView line = end < 0 ? bytes : bytes.first(end);
    const Fields fields = splitFields(line);
    FUZZ_EXPECT(fields.count == 0 ? firstField(line).isEmpty() : firstField(line) == fields.field[0]);
    fuzzClientLine(line);
    for (const DialectRow &row : allDialects())
        fuzzDialect(row.dialect(), line);
    fuzzRepairLines(line);
}
