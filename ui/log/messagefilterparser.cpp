// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagefilterparser.h"

#include "herdcore/base/escape.h"
#include "ui/live/words.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace ui {

using Kind = FilterToken::Kind;
using Child = MessageFilter::Node::Child;

namespace {

constexpr std::array<const char *, 8> fieldNames{ "kind", "client", "server", "from", "to", "text", "reason", "no" };
static_assert(fieldNames.size() == static_cast<std::size_t>(FilterField::No) + 1);

constexpr std::array<const char *, 7> operatorNames{ "==", "!=", "~", "<", "<=", ">", ">=" };
static_assert(operatorNames.size() == static_cast<std::size_t>(FilterOperator::GreaterOrEqual) + 1);

constexpr int maxDepth = 100; // parentheses within each other; a person needs three

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<const char *, N> &names, const QString &text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text == QLatin1String(names[i]))
            return static_cast<Enum>(i);
    }
    return {};
}

QString fieldList()
{
    QStringList names;
    for (const char *name : fieldNames)
        names.append(QLatin1String(name));
    return names.join(QLatin1String(", "));
}

QStringList messageKindNames()
{
    QStringList names;
    for (int i = 0; i < messageKindCount; ++i)
        names.append(Words::of(static_cast<MessageKind>(i)));
    return names;
}

QStringList eventKindNames()
{
    QStringList names;
    for (const auto &row : herdcore::observe::allKinds())
        names.append(Words::of(row.kind));
    return names;
}

QStringList serverNames(const herdcore::profile::Profile &profile)
{
    QStringList names;
    for (const auto &server : profile.servers)
        names.append(herdcore::base::escapedText(server.name.bytes()));
    return names;
}

} // namespace

bool beginsField(const QString &word)
{
    return std::any_of(fieldNames.begin(), fieldNames.end(),
        [&word](const char *name) { return QLatin1String(name).startsWith(word); });
}

MessageFilterParser::MessageFilterParser(const QString &text, const herdcore::profile::Profile &profile)
    : m_profile(profile)
    , m_tokens(filterTokens(text))
{ }

FilterToken MessageFilterParser::take()
{
    return next().kind == Kind::End ? next() : m_tokens[m_next++];
}

Child MessageFilterParser::fail(const QString &message, const FilterToken &token)
{
    if (!m_error)
        m_error = FilterError{ message, token.position, token.length };
    return {};
}

Child MessageFilterParser::failBad(const FilterToken &token)
{
    if (isFilterQuote(token.text[0]))
        return fail(tr("this quote is never closed"), token);
    if (QStringView(u"=&|").contains(token.text[0]))
        return fail(tr("\"%1\" alone means nothing: use == && or ||").arg(token.text), token);
    return fail(tr("quotes are \"double\" ones"), token);
}

Child MessageFilterParser::parse()
{
    Child root = either();
    if (!m_error && next().kind == Kind::Close)
        return fail(tr("unmatched )"), next());
    if (!m_error && next().kind != Kind::End)
        return fail(tr("&& or || is missing before \"%1\"").arg(next().text), next());
    return m_error ? Child() : root;
}

Child MessageFilterParser::either()
{
    Child left = both();
    while (!m_error && next().kind == Kind::Or) {
        take();
        left = MessageFilter::Node::either(std::move(left), both());
    }
    return left;
}

Child MessageFilterParser::both()
{
    Child left = unary();
    while (!m_error && next().kind == Kind::And) {
        take();
        left = MessageFilter::Node::both(std::move(left), unary());
    }
    return left;
}

Child MessageFilterParser::unary()
{
    if (next().kind == Kind::Open)
        return group();
    if (next().kind != Kind::Not)
        return word();
    const FilterToken sign = take();
    if (++m_depth > maxDepth)
        return fail(tr("too many nested ! and ("), sign);
    Child inner = unary();
    --m_depth;
    return MessageFilter::Node::no(std::move(inner));
}

Child MessageFilterParser::group()
{
    const FilterToken open = take();
    if (++m_depth > maxDepth)
        return fail(tr("too many nested ! and ("), open);
    Child inner = either();
    --m_depth;
    if (!m_error && take().kind != Kind::Close)
        return fail(tr("this ( is never closed"), open);
    return inner;
}

Child MessageFilterParser::word()
{
    const FilterToken token = take();
    switch (token.kind) {
    case Kind::Word:
    case Kind::Quoted:
        break;
    case Kind::End:
        return fail(tr("a comparison or a word is missing at the end"), token);
    case Kind::Bad:
        return failBad(token);
    case Kind::Operator:
    case Kind::And:
    case Kind::Or:
    case Kind::Not:
    case Kind::Open:
    case Kind::Close:
        return fail(tr("a comparison or a word is missing before \"%1\"").arg(token.text), token);
    }
    if (token.kind == Kind::Word && next().kind == Kind::End && find<FilterField>(fieldNames, token.text))
        return fail(
            tr("a comparison is missing after \"%1\"; to search for the word, put it in quotes").arg(token.text),
            token);
    if (next().kind != Kind::Operator || token.kind == Kind::Quoted)
        return MessageFilter::Node::comparison(
            FilterField::Text, FilterOperator::Contains, unescapedFilterValue(token.text), m_profile);
    if (const auto field = find<FilterField>(fieldNames, token.text))
        return comparison(*field);
    return fail(tr("\"%1\" is not a field; fields are %2").arg(token.text, fieldList()), token);
}

Child MessageFilterParser::comparison(FilterField field)
{
    const FilterToken sign = take();
    const FilterOperator op = find<FilterOperator>(operatorNames, sign.text).value_or(FilterOperator::Equal);
    if (op > FilterOperator::Contains && field != FilterField::No)
        return fail(tr("\"%1\" is for numbers: only the field no has them").arg(sign.text), sign);
    const FilterToken value = take();
    if (value.kind == Kind::Bad && value.text.size() > 0 && !QStringView(u"=&|").contains(value.text[0]))
        return failBad(value);
    if (value.kind != Kind::Word && value.kind != Kind::Quoted)
        return fail(tr("a value is missing after \"%1\"").arg(sign.text), value);
    if (!checkValue(field, op, value))
        return {};
    return MessageFilter::Node::comparison(field, op, unescapedFilterValue(value.text), m_profile);
}

bool MessageFilterParser::checkValue(FilterField field, FilterOperator op, const FilterToken &value)
{
    bool ok = true;
    if (field == FilterField::No) {
        value.text.toULongLong(&ok);
        if (!ok)
            fail(tr("\"%1\" is not a number").arg(value.text), value);
    } else if (op == FilterOperator::Contains) {
        return true; // parts of words are words of nothing
    } else if (field == FilterField::Kind) {
        ok = messageKindNames().contains(value.text, Qt::CaseInsensitive)
            || eventKindNames().contains(value.text, Qt::CaseInsensitive);
        if (!ok)
            fail(tr("\"%1\" is not a kind; kinds are %2").arg(value.text, messageKindNames().join(QLatin1String(", "))),
                value);
    } else if (field == FilterField::Server) {
        ok = serverNames(m_profile).contains(value.text, Qt::CaseInsensitive);
        if (!ok)
            fail(tr("\"%1\" is not a server of this herd; servers are %2")
                     .arg(value.text, serverNames(m_profile).mid(0, 8).join(QLatin1String(", "))),
                value);
    }
    return ok;
}

} // namespace ui
