"""Only Slack gets in: the official vector, and what is like it but not it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.api.slack.house import INES, SlackHouse, running_house
from tests.slack_requests import SECRET, command, sign
from tests.slack_server import SlackServer, direct, running_slack

# docs.slack.dev/authentication/verifying-requests-from-slack
TIMESTAMP = 1531420618
BODY = (
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
    "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
    "&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
    "%2F96rGlfmibIGlgcZRskXaIFfN"
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
DIGEST = SIGNATURE.removeprefix("v0=")
# The same request for one of our commands, so that letting it in would leave a trace.
OURS = BODY.replace("%2Fwebhook-collect", "%2Fnext")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlackHouse]:
    """The clock stands at the time of the vector."""
    slack: SlackServer
    with running_slack() as slack:
        folder = tmp_path_factory.mktemp("door")
        with running_house(folder, slack, working=False) as house:
            house.clock.at = datetime.fromtimestamp(TIMESTAMP, UTC)
            yield house


Pairs = list[tuple[bytes, bytes]]


def knock(house: SlackHouse, body: bytes, headers: Pairs, path: str = "/slack/commands") -> int:
    return house.client.post(path, content=body, headers=headers).status_code


def pair(timestamp: object, signature: object) -> Pairs:
    made = []
    for name, value in (
        (b"X-Slack-Request-Timestamp", timestamp),
        (b"X-Slack-Signature", signature),
    ):
        if value is not None:
            made.append((name, value if isinstance(value, bytes) else str(value).encode()))
    return made


def test_the_official_vector_is_accepted(door: SlackHouse) -> None:
    assert knock(door, BODY.encode(), pair(TIMESTAMP, SIGNATURE)) == 200


@pytest.mark.parametrize("seconds", [-300, -299, 0, 299, 300])
def test_the_clocks_may_differ_by_five_minutes(door: SlackHouse, seconds: int) -> None:
    signed = sign(BODY, TIMESTAMP + seconds)
    assert door.client.post("/slack/commands", content=BODY, headers=signed).status_code == 200


def right(at: float = TIMESTAMP, body: str = OURS, secret: str = SECRET) -> tuple[str, str]:
    signed = sign(body, at, secret)
    return signed["X-Slack-Request-Timestamp"], signed["X-Slack-Signature"]


def with_headers() -> dict[str, Pairs]:
    time, good = right()
    digest = good.removeprefix("v0=")
    flipped = f"{'0' if digest[0] != '0' else '1'}{digest[1:]}"
    late, early = right(TIMESTAMP + 301), right(TIMESTAMP - 301)
    cases: dict[str, tuple[object, object]] = {
        "of another body": (TIMESTAMP, SIGNATURE),
        "too late": early,
        "too early": late,
        "much too late": right(TIMESTAMP - 86_400),
        "much too early": right(TIMESTAMP + 86_400),
        "at the beginning of time": right(0),
        "at the end of twelve digits": right(999_999_999_999),
        "time changed": (TIMESTAMP + 1, good),
        "no time": (None, good),
        "no signature": (time, None),
        "neither": (None, None),
        "empty time": ("", good),
        "empty signature": (time, ""),
        "both empty": ("", ""),
        "time of letters": ("abc", good),
        "time with a letter": (f"{time}a", good),
        "time below zero": (f"-{time}", good),
        "time with a plus": (f"+{time}", good),
        "time with a fraction": (f"{time}.0", good),
        "time with an exponent": ("1e9", good),
        "time with an underscore": ("15314_20618", good),
        "time in hexadecimal": (hex(TIMESTAMP), good),
        "time of thirteen digits": ("1" * 13, good),
        "time of five thousand digits": ("9" * 5_000, good),
        "time in Arabic digits": ("١٥٣١٤٢٠٦١٨".encode(), good),
        "time in superscript": ("¹".encode("latin-1"), good),
        "time not in UTF-8": (b"\xff\xfe", good),
        "time not a number": ("nan", good),
        "time without an end": ("inf", good),
        "two times in one": (f"{time}, {time}", good),
        "time between blanks": (f"{time[:5]} {time[5:]}", good),
        "time with leading zeros": (f"00{time}", good),
        "signature flipped": (time, f"v0={flipped}"),
        "signature of another secret": right(secret="x" * 32),
        "signature of an empty body": right(body=""),
        "signature without a version": (time, digest),
        "version one": (time, f"v1={digest}"),
        "version in capitals": (time, f"V0={digest}"),
        "signature in capitals": (time, f"v0={digest.upper()}"),
        "signature cut short": (time, good[:-1]),
        "signature too long": (time, f"{good}0"),
        "signature twice in one": (time, f"{good},{good}"),
        "signature with a blank": (time, f"v0= {digest}"),
        "only the version": (time, "v0="),
        "signature of zeros": (time, f"v0={'0' * 64}"),
        "signature of letters": (time, f"v0={'g' * 64}"),
        "signature not in ASCII": (time, "v0=é".encode()),
        "signature of umlauts": (time, f"v0={'ü' * 64}".encode()),
        "signature in wide characters": (time, f"v0={'０' * 64}".encode()),
        "signature not in UTF-8": (time, b"v0=\xff\xfe"),
        "signature of five thousand characters": (time, f"v0={'a' * 5_000}"),
        "signature of SQL": (time, "v0=' OR 1=1 --"),
        "signature in base64": (time, "v0=ohFNV7SOrDm5rYndiDFiNQ=="),
        "time and signature exchanged": (good, time),
    }
    made = {name: pair(*values) for name, values in cases.items()}
    good_pair = pair(time, good)
    made["time sent twice"] = [*good_pair, good_pair[0]]
    made["signature sent twice"] = [*good_pair, good_pair[1]]
    made["both sent twice"] = [*good_pair, *good_pair]
    made["a second, wrong signature"] = [*good_pair, (b"X-Slack-Signature", b"v0=" + b"0" * 64)]
    made["a first, wrong signature"] = [(b"X-Slack-Signature", b"v0=" + b"0" * 64), *good_pair]
    made["a second, old time"] = [*good_pair, (b"X-Slack-Request-Timestamp", b"0")]
    made["signature under another name"] = [good_pair[0], (b"X-Hub-Signature", good.encode())]
    made["signature as a bearer"] = [good_pair[0], (b"Authorization", good.encode())]
    return made


HOSTILE_HEADERS = with_headers()
HOSTILE_BODIES = {
    "one byte more": OURS.encode() + b"&",
    "one byte less": OURS.encode()[:-1],
    "one byte changed": OURS.encode().replace(b"U2CERLKJA", b"U2CERLKJB"),
    "order changed": b"&".join(reversed(OURS.encode().split(b"&"))),
    "percent signs resolved": OURS.encode().replace(b"%2F", b"/"),
    "empty": b"",
    "a line more": OURS.encode() + b"\n",
    "a byte order mark": b"\xef\xbb\xbf" + OURS.encode(),
    "not in UTF-8": b"\xff" + OURS.encode(),
    "a null": OURS.encode() + b"\0",
}


def test_enough_is_tried() -> None:
    assert len(HOSTILE_HEADERS) + len(HOSTILE_BODIES) >= 60


@pytest.mark.parametrize("case", HOSTILE_HEADERS)
def test_hostile_headers_are_refused_and_nothing_is_kept(door: SlackHouse, case: str) -> None:
    assert knock(door, OURS.encode(), HOSTILE_HEADERS[case]) == 401
    assert door.deliveries() == 0


@pytest.mark.parametrize("case", HOSTILE_BODIES)
def test_a_changed_body_is_refused_and_nothing_is_kept(door: SlackHouse, case: str) -> None:
    assert knock(door, HOSTILE_BODIES[case], pair(*right())) == 401
    assert door.deliveries() == 0


@pytest.mark.parametrize("path", ["/slack/events", "/slack/commands", "/slack/interactivity"])
def test_every_door_asks_for_the_signature(door: SlackHouse, path: str) -> None:
    assert knock(door, OURS.encode(), pair(None, None), path) == 401


def test_an_old_request_is_not_let_in_again(still_house: SlackHouse) -> None:
    body = command("/next", INES, "Acme", direct(INES), still_house.slack.response_url())
    signed = sign(body, still_house.clock.now().timestamp())
    still_house.clock.pass_seconds(301)
    answer = still_house.client.post("/slack/commands", content=body, headers=signed)
    assert answer.status_code == 401
