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

struct KindWord {
    ImpairmentKind kind;
    const char *word;
};
constexpr std::array kindWords{ KindWord{ ImpairmentKind::Latency, "latency" },
    KindWord{ ImpairmentKind::Bandwidth, "bandwidth" }, KindWord{ ImpairmentKind::BlackHole, "black-hole" },
    KindWord{ ImpairmentKind::Slicing, "slices" }, KindWord{ ImpairmentKind::Drop, "drop" },
    KindWord{ ImpairmentKind::Duplicate, "duplicate" }, KindWord{ ImpairmentKind::Reorder, "reorder" },
    KindWord{ ImpairmentKind::Hold, "hold" } };

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

void readKind(Reader &reader, Impairment &impairment)
{
    const QByteArray word = reader.next();
    for (const KindWord &known : kindWords) {
        if (word != known.word)
            continue;
        impairment.kind = known.kind;
        if (known.kind == ImpairmentKind::Latency) {
            impairment.latencyNs = reader.value("latency", "a time up to 60s, for example 200ms", latencyIn);
            if (reader.take("jitter"))
                impairment.jitterNs = reader.value("jitter", "a time up to 60s, for example 50ms", latencyIn);
        } else if (known.kind == ImpairmentKind::Bandwidth) {
            impairment.bytesPerSecond = reader.value("bandwidth", "a number of bytes, for example 1000B/s",
                [](const QByteArray &speed) { return quantityIn(speed, speedUnits, maxBytesPerSecond); });
        } else if (known.kind == ImpairmentKind::Slicing) {
            impairment.pieceBytes
                = static_cast<std::int32_t>(reader.value("slices", "a size up to 64kB, for example 3B",
                    [](const QByteArray &size) { return quantityIn(size, sizeUnits, maxPieceBytes); }));
        }
        return;
    }
    QByteArrayList all;
    for (const KindWord &known : kindWords)
        all.append(known.word);
    reader.fail("a fault is one of " + all.join(", ")
        + (word.isEmpty() ? QByteArray() : ", not '" + escaped(word.left(40)) + '\''));
}

} // namespace

QByteArray inWords(const Impairment &impairment)
{
    QByteArray words;
    for (const KindWord &known : kindWords) {
        if (known.kind == impairment.kind)
            words = known.word;
    }
    if (impairment.kind == ImpairmentKind::Latency) {
        words += ' ' + quantity(impairment.latencyNs, timeUnits);
        if (impairment.jitterNs > 0)
            words += " jitter " + quantity(impairment.jitterNs, timeUnits);
    } else if (impairment.kind == ImpairmentKind::Bandwidth) {
        words += ' ' + quantity(impairment.bytesPerSecond, speedUnits);
    } else if (impairment.kind == ImpairmentKind::Slicing) {
        words += ' ' + quantity(impairment.pieceBytes, sizeUnits);
    }
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
    return "latency TIME [jitter TIME]\nbandwidth SPEED\nblack-hole\nslices SIZE\ndrop\nduplicate\nreorder\nhold\n"
           "each with [next N] [for TIME], for example: drop next 2, latency 200ms jitter 50ms for 10s, bandwidth "
           "1kB/s, slices 3B";
}

} // namespace herdcore::base
