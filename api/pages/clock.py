"""Times as the reader's clock shows them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coaching.domain.people import Person


def local(at: datetime, reader: Person) -> datetime:
    """The same instant in the reader's time zone, or in UTC if that is unknown."""
    try:
        return at.astimezone(ZoneInfo(reader.time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return at.astimezone(UTC)
