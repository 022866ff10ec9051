// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Drives one server of a herd with IAMAT lines and says how fast it answers.
//
//   loadclient PORT CONNECTIONS PIPELINED SECONDS
//
// Each connection writes PIPELINED lines in one piece, waits for as many answers, and starts again: a closed loop, so
// the server is never asked for more than it gives. A process of its own, plain epoll and no Qt, so that it costs
// little next to what it measures. Every line is a fresh update. Prints one JSON object:
//   {"requests": 1, "seconds": 1.0, "per_second": 1.0, "p50_us": 1.0, "p99_us": 1.0}
// The latency of a request is the time from writing its batch to reading its answer.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void die(const char *what)
{
    std::perror(what);
    std::exit(1);
}

// One client of the server.
struct Connection {
    int fd = -1;
    int number = 0;
    int awaited = 0; // answers still to come of this batch
    std::uint64_t sent = 0; // lines, ever
    Clock::time_point batchStart;
    std::string input; // an answer that has not come whole
};

class Load
{
public:
    Load(std::uint16_t port, int connections, int pipelined);
    void run(std::chrono::seconds duration);
    void report();

private:
    void connectTo(Connection &connection, std::uint16_t port);
    void sendBatch(Connection &connection);
    void read(Connection &connection);
    void takeAnswers(Connection &connection, std::string_view bytes, Clock::time_point now);

    int m_epoll = epoll_create1(0);
    const int m_pipelined;
    std::vector<Connection> m_connections;
    std::vector<float> m_latenciesUs;
    std::string m_batch;
    double m_seconds = 0;
};

Load::Load(std::uint16_t port, int connections, int pipelined)
    : m_pipelined(pipelined)
    , m_connections(static_cast<std::size_t>(connections))
{
    m_latenciesUs.reserve(8'000'000);
    int number = 0;
    for (Connection &connection : m_connections) {
        connection.number = number++;
        connectTo(connection, port);
    }
}

void Load::connectTo(Connection &connection, std::uint16_t port)
{
    connection.fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connection.fd < 0 || connect(connection.fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        die("connect");
    const int on = 1;
    setsockopt(connection.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, connection.fd, &event) != 0)
        die("epoll_ctl");
}

void Load::sendBatch(Connection &connection)
{
    m_batch.clear();
    std::array<char, 128> line{};
    for (int i = 0; i < m_pipelined; ++i) {
        const std::uint64_t ns = ++connection.sent;
        const int size
            = std::snprintf(line.data(), line.size(), "IAMAT load%d.cs.ucla.edu +34.068930-118.445127 %llu.%09llu\n",
                connection.number, 1520023934 + static_cast<unsigned long long>(ns / 1'000'000'000),
                static_cast<unsigned long long>(ns % 1'000'000'000));
        m_batch.append(line.data(), static_cast<std::size_t>(size));
    }
    connection.awaited = m_pipelined;
    connection.batchStart = Clock::now();
    // Blocking, and at most a few kilobytes: it fits into the socket's buffer.
    if (write(connection.fd, m_batch.data(), m_batch.size()) != static_cast<ssize_t>(m_batch.size()))
        die("write");
}

void Load::read(Connection &connection)
{
    std::array<char, 65536> buffer;
    const ssize_t size = recv(connection.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN)
        return;
    if (size <= 0)
        die("the server has closed a connection");
    takeAnswers(connection, { buffer.data(), static_cast<std::size_t>(size) }, Clock::now());
}

void Load::takeAnswers(Connection &connection, std::string_view bytes, Clock::time_point now)
{
    const float us = std::chrono::duration<float, std::micro>(now - connection.batchStart).count();
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        connection.input.append(bytes.substr(0, end));
        if (end == std::string_view::npos)
            return;
        bytes.remove_prefix(end + 1);
        if (!std::string_view(connection.input).starts_with("AT ")) {
            std::fprintf(stderr, "not an answer: %s\n", connection.input.c_str());
            std::exit(1);
        }
        connection.input.clear();
        m_latenciesUs.push_back(us);
        --connection.awaited;
    }
    if (connection.awaited == 0)
        sendBatch(connection);
}

void Load::run(std::chrono::seconds duration)
{
    const Clock::time_point start = Clock::now();
    for (Connection &connection : m_connections)
        sendBatch(connection);
    std::array<epoll_event, 256> events;
    while (Clock::now() - start < duration) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < count; ++i)
            read(*static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr));
    }
    m_seconds = std::chrono::duration<double>(Clock::now() - start).count();
}

void Load::report()
{
    const auto percentile = [this](double share) {
        if (m_latenciesUs.empty())
            return 0.0;
        const auto at = m_latenciesUs.begin()
            + static_cast<std::ptrdiff_t>(share * static_cast<double>(m_latenciesUs.size() - 1));
        std::nth_element(m_latenciesUs.begin(), at, m_latenciesUs.end());
        return static_cast<double>(*at);
    };
    const auto requests = static_cast<double>(m_latenciesUs.size());
    const double median = percentile(0.5);
    const double slow = percentile(0.99);
    std::printf("{\"requests\": %.0f, \"seconds\": %.3f, \"per_second\": %.1f, \"p50_us\": %.1f, \"p99_us\": %.1f}\n",
        requests, m_seconds, requests / m_seconds, median, slow);
}

// All descriptors that we may have.
void raiseLimit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char *argv[])
{
    const auto number = [&](int i) {
        return i < argc ? std::atoi(argv[i]) : 0;
    };
    const int port = number(1);
    if (argc != 5 || port < 1 || port > 65535 || number(2) < 1 || number(3) < 1 || number(4) < 1) {
        std::fputs("usage: loadclient PORT CONNECTIONS PIPELINED SECONDS\n", stderr);
        return 2;
    }
    raiseLimit();
    Load load(static_cast<std::uint16_t>(port), number(2), number(3));
    load.run(std::chrono::seconds(number(4)));
    load.report();
    return 0;
}
