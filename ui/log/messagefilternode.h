// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/log/messagefilter.h"

#include <memory>
#include <vector>

namespace ui {

enum class FilterField { Kind, Client, Server, From, To, Text, Reason, No };
enum class FilterOperator { Equal, NotEqual, Contains, Less, LessOrEqual, Greater, GreaterOrEqual };

// One node of a parsed filter: what the parser makes and the filter asks. Works out beforehand what it can, so that a
// hundred thousand events take milliseconds.
class MessageFilter::Node
{
public:
    using Child = std::shared_ptr<const Node>;

    virtual ~Node() = default;
    [[nodiscard]] virtual bool accepts(
        const herdcore::observe::EventView &event, const herdcore::state::HerdState &state) const = 0;

    [[nodiscard]] static Child both(Child a, Child b);
    [[nodiscard]] static Child either(Child a, Child b);
    [[nodiscard]] static Child no(Child a);
    // `value` in bytes; for No it must be a number. A field with an operator that it does not have accepts nothing.
    [[nodiscard]] static Child comparison(
        FilterField field, FilterOperator op, const QByteArray &value, const herdcore::profile::Profile &profile);
};

} // namespace ui
