"""Slack's figures for Prometheus."""

from prometheus_client import Counter, Histogram

ACKNOWLEDGED = Histogram(
    "coach_slack_acknowledge_seconds",
    "Seconds from a request of Slack to our answer.",
    ["door"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3),
)
DELIVERIES = Counter(
    "coach_slack_deliveries_total",
    "Requests of Slack: new, duplicate, ignored, foreign, unreadable or unsigned.",
    ["result"],
)
FAILED_DELIVERIES = Counter(
    "coach_slack_failed_deliveries_total", "Deliveries given up after too many tries."
)
SENDS = Counter(
    "coach_slack_sends_total",
    "Tries to send: sent, found (a former send had arrived), limited, later or dead.",
    ["result"],
)
UNSURE_SENDS = Counter(
    "coach_slack_unsure_sends_total", "Sends that timed out and may have arrived."
)
REPEATED_SENDS = Counter(
    "coach_slack_repeated_sends_total",
    "Sends repeated without knowing whether the former one had arrived: the only way to be twice.",
)
DEAD_POSTS = Counter("coach_slack_dead_posts_total", "Posts given up for good.")
