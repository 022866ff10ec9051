// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Many threads put, one appends, others read: compiled with ThreadSanitizer, which ends the program at the first race.

#include "herdcore/observe/eventring.h"
#include "herdcore/observe/logcursor.h"
#include "tests/observe/events.h"

#include <cstdio>
#include <thread>
#include <vector>

using namespace herdcore::observe;
using namespace observetest;

namespace {

constexpr std::uint64_t producers = 4;
constexpr std::uint64_t each = 5000;

void produce(EventRing &ring)
{
    const QByteArray shared("a line that several threads hold");
    for (std::uint64_t n = 0; n < each; ++n)
        ring.take(sent(hill, jaquez, n % 2 == 0 ? shared : QByteArray::number(static_cast<qulonglong>(n))));
}

void record(EventRing &ring, EventLog &log)
{
    std::vector<Event> batch;
    while (ring.drain(batch, std::chrono::milliseconds(1)))
        log.append(batch);
}

// Follows the log to its end; the sum is there so that every byte is read.
std::uint64_t follow(const EventLog &log)
{
    std::uint64_t sum = 0;
    LogCursor cursor(log);
    while (number(cursor.position()) < producers * each) {
        cursor.readToEnd([&sum](const EventView &event) {
            for (const char c : event.bytes)
                sum += static_cast<unsigned char>(c);
        });
        sum += log.size() + log.bytesUsed();
    }
    return sum;
}

} // namespace

int main()
{
    EventRing ring(256);
    EventLog log({ 10'000, 64 << 20 });
    std::thread recorder(record, std::ref(ring), std::ref(log));
    std::vector<std::thread> readers;
    for (int n = 0; n < 2; ++n)
        readers.emplace_back([&log] { std::printf("%llu\n", static_cast<unsigned long long>(follow(log))); });
    std::vector<std::thread> threads;
    for (std::uint64_t n = 0; n < producers; ++n)
        threads.emplace_back(produce, std::ref(ring));
    for (std::thread &thread : threads)
        thread.join();
    ring.close();
    recorder.join();
    for (std::thread &reader : readers)
        reader.join();
    const bool whole = log.size() + log.evicted() == producers * each;
    std::puts(whole ? "all handed over" : "some are missing");
    return whole ? 0 : 1;
}
