"""How often one may knock: logins by account and address, turns by person."""

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from coaching.domain.errors import TooMany

LOGIN_BY_ACCOUNT = parse("5/minute")
LOGIN_BY_ADDRESS = parse("20/minute")
TURNS_BY_PERSON = parse("30/minute")


class Limits:
    """Moving windows in this process's memory: the API is one process in embedded mode."""

    def __init__(self, enabled: bool) -> None:
        self._enabled = enabled
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, limit: RateLimitItem, *key: str) -> None:
        """Count one knock. Raises TooMany with the seconds to wait."""
        if not self._enabled or self._windows.hit(limit, *key):
            return
        until = self._windows.get_window_stats(limit, *key).reset_time
        wait = max(1, math.ceil(until - time.time()))
        raise TooMany(f"Too many tries. Wait {wait} seconds and try again.", wait)
