// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/respelling.h"

#include <algorithm>
#include <array>

namespace herdcore::protocol {

namespace {

// One field of a shape.
enum class Is { Name, Difference, Hops, Time, Place, Ports };

// Lines of servers in the field that are no dialect here: their numbers are not in the line, or mean something else.
struct Shape {
    QByteArrayView verb;
    std::array<Is, 5> fields; // behind the verb; more may follow
    const char *words;
};

constexpr std::array<Shape, 4> shapes{ {
    { "AT", { Is::Name, Is::Place, Is::Time, Is::Difference, Is::Name },
        "AT CLIENT LOCATION TIME DIFFERENCE SERVERS: the client first" },
    { "AT", { Is::Name, Is::Hops, Is::Name, Is::Place, Is::Time },
        "AT SENDER HOPS CLIENT LOCATION TIME: hops left in place of the difference" },
    { "UPDATE_CLIENT", { Is::Name, Is::Place, Is::Time, Is::Time, Is::Name },
        "UPDATE_CLIENT CLIENT LOCATION TIME RECEIVED SENDER: no difference" },
    { "UPDATE", { Is::Name, Is::Name, Is::Place, Is::Time, Is::Ports },
        "UPDATE SERVER CLIENT LOCATION TIME PORTS PORT: the ports visited" },
} };

bool isPorts(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == ';'; });
}

bool is(Is kind, const Fields &fields, std::size_t at)
{
    const QByteArrayView text = fields.field[at];
    switch (kind) {
    case Is::Name:
        return true;
    case Is::Difference:
        return readDifference(text).has_value();
    case Is::Hops:
        return text.size() <= 2 && isPorts(text);
    case Is::Time:
        return readTime(text).hasValue();
    case Is::Place: {
        const auto place = readLocation(fields, at);
        return place && place->fields == 1;
    }
    case Is::Ports:
        return isPorts(text);
    }
    return false;
}

bool fits(const Shape &shape, const Fields &fields)
{
    if (fields.field.size() <= shape.fields.size() || fields.field[0] != shape.verb)
        return false;
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        if (!is(shape.fields[i], fields, i + 1))
            return false;
    }
    return true;
}

} // namespace

QByteArray looksLike(QByteArrayView line)
{
    const Fields fields = splitFields(line);
    const auto shape
        = std::find_if(shapes.begin(), shapes.end(), [&fields](const Shape &one) { return fits(one, fields); });
    if (shape != shapes.end())
        return shape->words;
    for (const DialectRow &row : allDialects()) {
        const auto flood = row.dialect().claims(line) ? row.dialect().parse(line) : Parsed<Flood>(Rejection{});
        if (row.greets || !flood)
            continue;
        // A line of at-visited is one of at with names behind it.
        const bool hasMore = row.kind == DialectKind::At && fields.count > 6;
        return hasMore ? rowOf(DialectKind::AtVisited).word : row.word;
    }
    return {};
}

} // namespace herdcore::protocol
