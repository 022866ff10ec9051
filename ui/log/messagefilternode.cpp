// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagefilternode.h"

#include "ui/live/eventtext.h"
#include "ui/live/words.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;
using herdcore::observe::EventView;
using Child = MessageFilter::Node::Child;

namespace {

class Both final : public MessageFilter::Node
{
public:
    Both(Child a, Child b)
        : m_a(std::move(a))
        , m_b(std::move(b))
    { }
    bool accepts(const EventView &e, const HerdState &s) const override
    {
        return m_a->accepts(e, s) && m_b->accepts(e, s);
    }

private:
    Child m_a, m_b;
};

class Either final : public MessageFilter::Node
{
public:
    Either(Child a, Child b)
        : m_a(std::move(a))
        , m_b(std::move(b))
    { }
    bool accepts(const EventView &e, const HerdState &s) const override
    {
        return m_a->accepts(e, s) || m_b->accepts(e, s);
    }

private:
    Child m_a, m_b;
};

class Not final : public MessageFilter::Node
{
public:
    explicit Not(Child a)
        : m_a(std::move(a))
    { }
    bool accepts(const EventView &e, const HerdState &s) const override { return !m_a->accepts(e, s); }

private:
    Child m_a;
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Without regard to the case of ASCII letters; other bytes as they are.
class Needle
{
public:
    explicit Needle(QByteArray bytes)
        : m_lower(std::move(bytes))
    {
        std::transform(m_lower.begin(), m_lower.end(), m_lower.begin(), lower);
    }

    [[nodiscard]] bool isIn(QByteArrayView bytes) const
    {
        return std::search(bytes.begin(), bytes.end(), m_lower.begin(), m_lower.end(),
                   [](char a, char b) { return lower(a) == b; })
            != bytes.end()
            || m_lower.isEmpty();
    }
    [[nodiscard]] bool isIn(const QString &text) const { return isIn(QByteArrayView(text.toUtf8())); }
    [[nodiscard]] bool is(QByteArrayView bytes) const { return bytes.size() == m_lower.size() && isIn(bytes); }
    [[nodiscard]] bool is(const QString &text) const { return is(QByteArrayView(text.toUtf8())); }

private:
    QByteArray m_lower;
};

// One comparison: a function of the event, made once for each value.
class Test final : public MessageFilter::Node
{
public:
    using Function = std::function<bool(const EventView &, const HerdState &)>;
    Test(Function test, bool wanted)
        : m_test(std::move(test))
        , m_wanted(wanted)
    { }
    bool accepts(const EventView &e, const HerdState &s) const override { return m_test(e, s) == m_wanted; }

private:
    Function m_test;
    bool m_wanted;
};

// What the value says of each of `count` words.
template <typename WordAt>
std::vector<bool> table(std::size_t count, bool contains, const Needle &needle, WordAt wordAt)
{
    std::vector<bool> matches(count);
    for (std::size_t i = 0; i < count; ++i)
        matches[i] = contains ? needle.isIn(wordAt(i)) : needle.is(wordAt(i));
    return matches;
}

std::vector<bool> eventKinds(bool contains, const Needle &needle)
{
    const auto all = herdcore::observe::allKinds();
    return table(all.size(), contains, needle, [all](std::size_t i) { return Words::of(all[i].kind); });
}

std::vector<bool> reasons(bool contains, const Needle &needle)
{
    const auto all = herdcore::observe::allReasons();
    return table(all.size(), contains, needle, [all](std::size_t i) { return Words::of(all[i].reason); });
}

template <typename Enum> std::size_t at(Enum value)
{
    return static_cast<std::size_t>(value);
}

Test::Function kindTest(bool contains, const Needle &needle)
{
    const auto messages = table(
        at(messageKindCount), contains, needle, [](std::size_t i) { return Words::of(static_cast<MessageKind>(i)); });
    return [events = eventKinds(contains, needle), messages](const EventView &e, const HerdState &) {
        return events[at(e.kind)] || messages[at(messageKind(e))];
    };
}

std::vector<bool> servers(bool contains, const Needle &needle, const herdcore::profile::Profile &profile)
{
    return table(profile.servers.size(), contains, needle,
        [&profile](std::size_t i) { return QByteArrayView(profile.servers[i].name.bytes()); });
}

bool isSet(const std::vector<bool> &table, ServerIndex server)
{
    return number(server) >= 0 && at(number(server)) < table.size() && table[at(number(server))];
}

Test::Function endTest(
    EventEnd EventEnds::*end, bool contains, const Needle &needle, const herdcore::profile::Profile &profile)
{
    return [end, contains, needle, table = servers(contains, needle, profile)](
               const EventView &e, const HerdState &state) {
        const EventEnd one = eventEnds(e).*end;
        if (one.server != ServerIndex::None)
            return isSet(table, one.server);
        const QString name = one.name(state);
        return contains ? needle.isIn(name) : needle.is(name);
    };
}

// A word is found in a row whose bytes hold it, and in one that words its decision with it.
Test::Function textTest(bool contains, const QByteArray &value, const Needle &needle)
{
    if (!contains)
        return [value](const EventView &e, const HerdState &) {
            return e.bytes == QByteArrayView(value);
        };
    return [needle, events = eventKinds(true, needle), why = reasons(true, needle)](
               const EventView &e, const HerdState &) {
        return needle.isIn(e.bytes) || (!isLine(e.kind) && events[at(e.kind)])
            || (e.reason != Reason::None && why[at(e.reason)]);
    };
}

Test::Function numberTest(FilterOperator op, quint64 value)
{
    return [op, value](const EventView &e, const HerdState &) {
        const quint64 no = number(e.id);
        switch (op) {
        case FilterOperator::Equal:
        case FilterOperator::NotEqual:
            return no == value;
        case FilterOperator::Less:
            return no < value;
        case FilterOperator::LessOrEqual:
            return no <= value;
        case FilterOperator::Greater:
            return no > value;
        case FilterOperator::GreaterOrEqual:
            return no >= value;
        case FilterOperator::Contains:
            break;
        }
        return QByteArray::number(static_cast<qulonglong>(no))
            .contains(QByteArray::number(static_cast<qulonglong>(value)));
    };
}

Test::Function test(
    FilterField field, FilterOperator op, const QByteArray &value, const herdcore::profile::Profile &profile)
{
    const bool contains = op == FilterOperator::Contains;
    const Needle needle(value);
    switch (field) {
    case FilterField::Kind:
        return kindTest(contains, needle);
    case FilterField::Client:
        if (contains)
            return [needle](const EventView &e, const HerdState &) {
                return !e.client.isEmpty() && needle.isIn(e.client);
            };
        return [value](const EventView &e, const HerdState &) {
            return e.client == QByteArrayView(value);
        };
    case FilterField::Server:
        return [table = servers(contains, needle, profile)](const EventView &e, const HerdState &) {
            return isSet(table, e.server);
        };
    case FilterField::From:
        return endTest(&EventEnds::from, contains, needle, profile);
    case FilterField::To:
        return endTest(&EventEnds::to, contains, needle, profile);
    case FilterField::Text:
        return textTest(contains, value, needle);
    case FilterField::Reason:
        return [table = reasons(contains, needle)](const EventView &e, const HerdState &) {
            return table[at(e.reason)];
        };
    case FilterField::No:
        return numberTest(op, value.toULongLong());
    }
    return [](const EventView &, const HerdState &) {
        return false;
    };
}

} // namespace

Child MessageFilter::Node::both(Child a, Child b)
{
    return std::make_shared<Both>(std::move(a), std::move(b));
}

Child MessageFilter::Node::either(Child a, Child b)
{
    return std::make_shared<Either>(std::move(a), std::move(b));
}

Child MessageFilter::Node::no(Child a)
{
    return std::make_shared<Not>(std::move(a));
}

Child MessageFilter::Node::comparison(
    FilterField field, FilterOperator op, const QByteArray &value, const herdcore::profile::Profile &profile)
{
    return std::make_shared<Test>(test(field, op, value, profile), op != FilterOperator::NotEqual);
}

} // namespace ui
