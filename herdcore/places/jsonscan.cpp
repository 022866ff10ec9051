// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/jsonscan.h"

#include <QByteArray>
#include <QString>
#include <QUtf8StringView>

#include <algorithm>

namespace herdcore::places {

namespace {

constexpr int deepest = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

const auto passBy = [](auto...) {
};

class Scanner
{
public:
    Scanner(QByteArrayView text, qsizetype position)
        : m_text(text)
        , m_position(position)
    { }

    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] bool isAtEnd() const { return m_position == m_text.size(); }

    void skipBlanks()
    {
        while (at(' ') || at('\n') || at('\r') || at('\t'))
            ++m_position;
    }

    // Calls visit(name with its escapes, span) for each member.
    template <typename Visit> bool object(int depth, const Visit &visit)
    {
        return list('{', '}', depth, [&] {
            const qsizetype name = m_position + 1;
            if (!string())
                return false;
            const QByteArrayView spelled = m_text.sliced(name, m_position - 1 - name);
            skipBlanks();
            if (!take(':'))
                return false;
            skipBlanks();
            const qsizetype begin = m_position;
            if (!value(depth + 1))
                return false;
            visit(spelled, JsonSpan{ begin, m_position });
            return true;
        });
    }

    template <typename Visit> bool array(int depth, const Visit &visit)
    {
        return list('[', ']', depth, [&] {
            const qsizetype begin = m_position;
            if (!value(depth + 1))
                return false;
            visit(JsonSpan{ begin, m_position });
            return true;
        });
    }

private:
    [[nodiscard]] bool at(char c) const { return m_position < m_text.size() && m_text[m_position] == c; }
    bool take(char c)
    {
        const bool is = at(c);
        m_position += is ? 1 : 0;
        return is;
    }

    template <typename Item> bool list(char open, char close, int depth, const Item &item)
    {
        if (depth > deepest || !take(open))
            return false;
        skipBlanks();
        if (take(close))
            return true;
        do {
            skipBlanks();
            if (!item())
                return false;
            skipBlanks();
        } while (take(','));
        return take(close);
    }

    bool value(int depth)
    {
        if (at('{'))
            return object(depth, passBy);
        if (at('['))
            return array(depth, passBy);
        if (at('"'))
            return string();
        return word("true") || word("false") || word("null") || number();
    }

    bool word(QByteArrayView spelled)
    {
        const bool is = m_text.sliced(m_position).startsWith(spelled);
        m_position += is ? spelled.size() : 0;
        return is;
    }

    bool digits()
    {
        const qsizetype begin = m_position;
        while (m_position < m_text.size() && isDigit(m_text[m_position]))
            ++m_position;
        return m_position > begin;
    }

    bool number()
    {
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (!take('e') && !take('E'))
            return true;
        if (!take('+'))
            take('-');
        return digits();
    }

    bool string()
    {
        if (!take('"'))
            return false;
        while (!isAtEnd()) {
            const char c = m_text[m_position++];
            if (c == '"')
                return true;
            if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !escape()))
                return false;
        }
        return false;
    }

    bool escape()
    {
        if (isAtEnd())
            return false;
        const char c = m_text[m_position++];
        if (c != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(c);
        const QByteArrayView code = m_text.sliced(m_position, std::min<qsizetype>(4, m_text.size() - m_position));
        m_position += code.size();
        return code.size() == 4 && std::all_of(code.begin(), code.end(), isHexDigit);
    }

    QByteArrayView m_text;
    qsizetype m_position;
};

// A member's name may be written with escapes and is the same name.
bool means(QByteArrayView spelled, QByteArrayView name)
{
    if (!spelled.contains('\\'))
        return spelled == name;
    QByteArray plain;
    for (qsizetype i = 0; i < spelled.size(); ++i) {
        if (spelled[i] != '\\') {
            plain += spelled[i];
        } else if (spelled[i + 1] != 'u') {
            plain += spelled[++i]; // wanted names consist of letters only
        } else {
            plain += QString(QChar(spelled.sliced(i + 2, 4).toByteArray().toUShort(nullptr, 16))).toUtf8();
            i += 5;
        }
    }
    return plain == name;
}

} // namespace

std::optional<JsonSpan> scanObject(QByteArrayView text, std::span<JsonField> wanted)
{
    if (!QUtf8StringView(text.data(), text.size()).isValidUtf8())
        return std::nullopt;
    Scanner scanner(text, 0);
    scanner.skipBlanks();
    const qsizetype begin = scanner.position();
    const bool isObject = scanner.object(1, [wanted](QByteArrayView name, JsonSpan value) {
        for (JsonField &field : wanted) {
            if (means(name, field.name)) {
                field.value = value;
                ++field.times;
            }
        }
    });
    const JsonSpan object{ begin, scanner.position() };
    scanner.skipBlanks();
    return isObject && scanner.isAtEnd() ? std::optional(object) : std::nullopt;
}

std::optional<JsonElements> scanArray(QByteArrayView text, JsonSpan array, qsizetype most)
{
    Scanner scanner(text, array.begin);
    JsonElements elements;
    const bool isArray = scanner.array(1, [&elements, most](JsonSpan element) {
        if (elements.count++ < most)
            elements.first.push_back(element);
        elements.last = element;
    });
    return isArray ? std::optional(std::move(elements)) : std::nullopt;
}

} // namespace herdcore::places
