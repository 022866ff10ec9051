# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the herd of paper 002: AT with the client first, latitude and longitude apart, difference before time."""
import re

import reference


class AtSplitServer(reference.Server):
    keyword = "AT"

    def parse(self, line):
        _, client, origin, latitude, longitude, difference, sent = line.split()[:7]
        return reference.Record(client, origin, difference, latitude + longitude, sent), []

    def word(self, record, visited):
        latitude, longitude = re.findall(r"[+-][\d.]+", record.location)
        return f"AT {record.client} {record.origin} {latitude} {longitude} {record.difference} {record.time}"


if __name__ == "__main__":
    reference.main(AtSplitServer)
