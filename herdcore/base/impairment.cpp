// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/base/impairment.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

#include <QByteArrayList>

#include <array>
#include <cmath>

namespace herdcore::base {

namespace {

struct Unit {
    const char *word;
    std::int64_t size;
};

// The largest first.
constexpr std::array timeUnits{ Unit{ "min", 60 * nsPerSecond }, Unit{ "s", nsPerSecond },
    Unit{ "ms", nsPerMillisecond }, Unit{ "us", 1'000 }, Unit{ "ns", 1 } };
constexpr std::array speedUnits{ Unit{ "MB/s", 1'000'000 }, Unit{ "kB/s", 1'000 }, Unit{ "B/s", 1 } };
constexpr std::array sizeUnits{ Unit{ "kB", 1'000 }, Unit{ "B", 1 } };

constexpr std::int64_t maxLatencyNs = 60 * nsPerSecond;
constexpr std::int64_t maxLastsNs = 24 * 60 * 60 * nsPerSecond;
constexpr std::int64_t maxBytesPerSecond = 1'000'000'000;
constexpr std::int64_t maxPieceBytes = 64'000;
constexpr std::int64_t maxLines = 1'000'000;

template <std::size_t n> QByteArray quantity(std::int64_t value, const std::array<Unit, n> &units)
{
    for (const Unit &unit : units) {
        if (value % unit.size == 0)
            return QByteArray::number(value / unit.size) + unit.word;
    }
    return QByteArray::number(value);
}

// A number with one of the units, from 1 to `most` in the smallest of them.
template <std::size_t n>
std::optional<std::int64_t> quantityIn(const QByteArray &word, const std::array<Unit, n> &units, std::int64_t most)
{
    qsizetype digits = 0;
    while (digits < word.size() && ((word[digits] >= '0' && word[digits] <= '9') || word[digits] == '.'))
        ++digits;
    bool isNumber = false;
    const double number = word.left(digits).toDouble(&isNumber);
    for (const Unit &unit : units) {
        if (!isNumber || word.mid(digits) != unit.word)
            continue;
        const double value = std::round(number * static_cast<double>(unit.size));
        if (value >= 1 && value <= static_cast<double>(most))
            return static_cast<std::int64_t>(value);
    }
    return std::nullopt;
}

std::optional<std::int64_t> count(const QByteArray &word)
{
    bool isNumber = false;
    const qlonglong number = word.toLongLong(&isNumber);
    const bool isPlain = isNumber && word[0] != '+';
    return isPlain && number >= 1 && number <= maxLines ? std::optional<std::int64_t>(number) : std::nullopt;
}

// Reads word for word; remembers the first thing that is wrong.
class Reader
{
public:
    explicit Reader(QByteArrayView words)
    {
        for (const QByteArray &word : words.toByteArray().simplified().split(' ')) {
            if (!word.isEmpty())
                m_words.append(word);
        }
    }

    [[nodiscard]] bool atEnd() const { return m_next >= m_words.size(); }
    QByteArray next() { return m_words.value(m_next++); }
    bool take(const char *word)
    {
        const bool isNext = !atEnd() && m_words[m_next] == word;
        m_next += isNext ? 1 : 0;
        return isNext;
    }
    template <typename Read> std::int64_t value(const char *after, const char *expected, Read read)
    {
        const QByteArray word = next();
        const std::optional<std::int64_t> value = read(word);
        if (!value)
            fail(QByteArray("after '") + after + "' comes " + expected + ", not '" + escaped(word.left(40)) + '\'');
        return value.value_or(0);
    }
    void fail(const QByteArray &what)
    {
        if (m_error.isEmpty())
            m_error = what;
    }
    [[nodiscard]] const QByteArray &error() const { return m_error; }

private:
    QByteArrayList m_words;
    qsizetype m_next = 0;
    QByteArray m_error;
};

constexpr auto latencyIn = [](const QByteArray &word) {
    return quantityIn(word, timeUnits, maxLatencyNs);
};

void readLatency(Reader &reader, Impairment &impairment)
{
    impairment.latencyNs = reader.value("latency", "a time up to 60s, for example 200ms", latencyIn);
    if (reader.take("jitter"))
        impairment.jitterNs = reader.value("jitter", "a time up to 60s, for example 50ms", latencyIn);
}

QByteArray latencyInWords(const Impairment &impairment)
{
    QByteArray words = quantity(impairment.latencyNs, timeUnits);
    if (impairment.jitterNs > 0)
        words += " jitter " + quantity(impairment.jitterNs, timeUnits);
    return words;
}

void readBandwidth(Reader &reader, Impairment &impairment)
{
    impairment.bytesPerSecond = reader.value("bandwidth", "a number of bytes, for example 1000B/s",
        [](const QByteArray &speed) { return quantityIn(speed, speedUnits, maxBytesPerSecond); });
}

QByteArray bandwidthInWords(const Impairment &impairment)
{
    return quantity(impairment.bytesPerSecond, speedUnits);
}

void readSlices(Reader &reader, Impairment &impairment)
{
    impairment.pieceBytes = static_cast<std::int32_t>(reader.value("slices", "a size up to 64kB, for example 3B",
        [](const QByteArray &size) { return quantityIn(size, sizeUnits, maxPieceBytes); }));
}

QByteArray slicesInWords(const Impairment &impairment)
{
    return quantity(impairment.pieceBytes, sizeUnits);
}

// All that words have to know of a kind.
struct KindRow {
    ImpairmentKind kind;
    const char *word;
    const char *amountForm = ""; // for help
    void (*readAmount)(Reader &, Impairment &) = nullptr; // null: it has none
    QByteArray (*amountInWords)(const Impairment &) = nullptr;
};
constexpr std::array kindRows{
    KindRow{ ImpairmentKind::Latency, "latency", " TIME [jitter TIME]", readLatency, latencyInWords },
    KindRow{ ImpairmentKind::Bandwidth, "bandwidth", " SPEED", readBandwidth, bandwidthInWords },
    KindRow{ ImpairmentKind::BlackHole, "black-hole" },
    KindRow{ ImpairmentKind::Slicing, "slices", " SIZE", readSlices, slicesInWords },
    KindRow{ ImpairmentKind::Drop, "drop" },
    KindRow{ ImpairmentKind::Duplicate, "duplicate" },
    KindRow{ ImpairmentKind::Reorder, "reorder" },
    KindRow{ ImpairmentKind::Hold, "hold" },
};
static_assert(kindRows.size() == impairmentKindCount);
static_assert([] {
    for (std::size_t i = 0; i < kindRows.size(); ++i) {
        if (kindRows[i].kind != static_cast<ImpairmentKind>(i))
            return false;
    }
    return true;
}());

const KindRow &rowOf(ImpairmentKind kind)
{
    return kindRows.at(static_cast<std::size_t>(kind));
}

void readKind(Reader &reader, Impairment &impairment)
{
    const QByteArray word = reader.next();
    QByteArrayList all;
    for (const KindRow &row : kindRows) {
        all.append(row.word);
        if (word != row.word)
            continue;
        impairment.kind = row.kind;
        if (row.readAmount)
            row.readAmount(reader, impairment);
        return;
    }
    reader.fail("a fault is one of " + all.join(", ")
        + (word.isEmpty() ? QByteArray() : ", not '" + escaped(word.left(40)) + '\''));
}

} // namespace

const char *toWord(ImpairmentKind kind)
{
    return rowOf(kind).word;
}

QByteArray inWords(const Impairment &impairment)
{
    const KindRow &row = rowOf(impairment.kind);
    QByteArray words = row.word;
    if (row.amountInWords)
        words += ' ' + row.amountInWords(impairment);
    if (impairment.lines)
        words += " next " + QByteArray::number(*impairment.lines);
    if (impairment.lastsNs)
        words += " for " + quantity(*impairment.lastsNs, timeUnits);
    return words;
}

Expected<Impairment, ImpairmentError> impairmentFromWords(QByteArrayView words)
{
    Reader reader(words);
    Impairment impairment;
    readKind(reader, impairment);
    while (reader.error().isEmpty() && !reader.atEnd()) {
        if (!impairment.lines && reader.take("next"))
            impairment.lines = static_cast<std::int32_t>(reader.value("next", "a number of lines", count));
        else if (!impairment.lastsNs && reader.take("for"))
            impairment.lastsNs = reader.value("for", "a time up to 24 hours, for example 10s",
                [](const QByteArray &time) { return quantityIn(time, timeUnits, maxLastsNs); });
        else
            reader.fail("'" + escaped(reader.next().left(40))
                + "' is not expected here; a fault ends with 'next N' or 'for TIME'");
    }
    if (!reader.error().isEmpty())
        return ImpairmentError{ reader.error() };
    return impairment;
}

QByteArray impairmentForms()
{
    QByteArray forms;
    for (const KindRow &row : kindRows)
        forms += QByteArray(row.word) + row.amountForm + '\n';
    return forms
        + "each with [next N] [for TIME], for example: drop next 2, latency 200ms jitter 50ms for 10s, bandwidth "
          "1kB/s, slices 3B";
}

} // namespace herdcore::base
