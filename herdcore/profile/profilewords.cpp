// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/profile/profilewords.h"

#include "herdcore/base/escape.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace herdcore::profile {

using namespace Qt::StringLiterals;

namespace {

template <typename Enum, std::size_t n>
base::Expected<Enum, ProfileError> fromWord(const QString &word, const std::array<Enum, n> &all)
{
    QStringList words;
    for (const Enum value : all) {
        if (word == toWord(value))
            return value;
        words += u'"' + toWord(value) + u'"';
    }
    return ProfileError{ u"must be one of "_s + words.join(u", ") + u", not "_s + quoted(word) };
}

// Letters to change, add or remove (Levenshtein).
std::size_t distance(const QString &a, const QString &b)
{
    std::vector<std::size_t> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (const QChar inA : a) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const std::size_t changed = diagonal + (inA == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({ row[j] + 1, row[j - 1] + 1, changed });
        }
    }
    return row.back();
}

} // namespace

QLatin1String toWord(DialectKind dialect)
{
    return QLatin1String(protocol::rowOf(dialect).word);
}

QLatin1String toWord(LinkStyle style)
{
    return style == LinkStyle::Persistent ? "persistent"_L1 : "per-message"_L1;
}

QLatin1String toWord(Repair repair)
{
    switch (repair) {
    case Repair::None:
        return "none"_L1;
    case Repair::Push:
        return "push"_L1;
    case Repair::Sync:
        return "sync"_L1;
    }
    return {};
}

QLatin1String toWord(Speakers speakers)
{
    switch (speakers) {
    case Speakers::Open:
        return "open"_L1;
    case Speakers::Listed:
        return "listed"_L1;
    case Speakers::Keyed:
        return "keyed"_L1;
    }
    return {};
}

base::Expected<DialectKind, ProfileError> dialectFromWord(const QString &word)
{
    std::array<DialectKind, static_cast<std::size_t>(DialectKind::Count)> all{};
    std::transform(protocol::allDialects().begin(), protocol::allDialects().end(), all.begin(),
        [](const protocol::DialectRow &row) { return row.kind; });
    return fromWord(word, all);
}

base::Expected<LinkStyle, ProfileError> linkStyleFromWord(const QString &word)
{
    return fromWord(word, std::array{ LinkStyle::Persistent, LinkStyle::PerMessage });
}

base::Expected<Repair, ProfileError> repairFromWord(const QString &word)
{
    return fromWord(word, std::array{ Repair::None, Repair::Push, Repair::Sync });
}

base::Expected<Speakers, ProfileError> speakersFromWord(const QString &word)
{
    return fromWord(word, std::array{ Speakers::Open, Speakers::Listed, Speakers::Keyed });
}

base::Expected<bool, ProfileError> refusesFutureFromWord(const QString &word)
{
    if (word == "refuse"_L1 || word == "flag"_L1)
        return word == "refuse"_L1;
    return ProfileError{ u"must be one of \"flag\", \"refuse\", not "_s + quoted(word) };
}

base::Expected<LineEnd, ProfileError> lineEndFromWord(const QString &word)
{
    if (word == "silence"_L1 || word == "lf"_L1)
        return word == "lf"_L1 ? LineEnd::Lf : LineEnd::Silence;
    return ProfileError{ u"must be one of \"silence\", \"lf\", not "_s + quoted(word) };
}

QString quoted(const QString &text)
{
    constexpr qsizetype shown = 60;
    return u'"' + base::escapedText(text.toUtf8(), shown) + u'"';
}

QString suggestion(const QString &word, const QStringList &known)
{
    if (word.size() > 60)
        return {};
    QString nearest;
    std::size_t best = 1 + static_cast<std::size_t>(word.size()) / 3; // beyond that it is a different word
    for (const QString &candidate : known) {
        if (const std::size_t here = distance(word.toLower(), candidate.toLower()); here <= best && here < 4) {
            if (!nearest.isEmpty() && here == best)
                continue;
            best = here;
            nearest = candidate;
        }
    }
    return nearest.isEmpty() ? QString() : QString(u" (did you mean "_s + quoted(nearest) + u"?)"_s);
}

} // namespace herdcore::profile
