"""Is this request really from Slack?"""

import re
from collections.abc import Callable

from slack_sdk.signature import Clock, SignatureVerifier
from starlette.datastructures import Headers

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class _ClockOf(Clock):
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now()


class Signatures:
    """Checks the signature of a raw body, made at most 300 seconds ago; `now` is the clock, in
    seconds since 1970."""

    def __init__(self, secret: str, now: Callable[[], float]) -> None:
        self._verifier = SignatureVerifier(secret, _ClockOf(now))

    def proved(self, headers: Headers, body: bytes) -> str | None:
        """The body as text if Slack has signed it, else None; never an error.

        slack_sdk 3.47 raises for timestamps that are no numbers, signatures that are not ASCII and
        bodies that are not UTF-8: such requests do not reach it.
        """
        timestamp = _only(headers.getlist("x-slack-request-timestamp"), _TIMESTAMP)
        signature = _only(headers.getlist("x-slack-signature"), _SIGNATURE)
        if timestamp is None or signature is None:
            return None
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return text if self._verifier.is_valid(text, timestamp, signature) else None


def _only(values: list[str], form: re.Pattern[str]) -> str | None:
    return values[0] if len(values) == 1 and form.fullmatch(values[0]) else None
