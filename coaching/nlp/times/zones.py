"""Time zones as people name them: a city, a country, an abbreviation, an offset from UTC."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from coaching.nlp.times.vocabulary import words


@dataclass(frozen=True, slots=True)
class Named:
    """A zone somebody named. `zones` holds every meaning (IANA names); `offset` is given where
    the name fixes it, as EST does, whatever the season."""

    zones: tuple[str, ...]
    offset: timedelta | None = None

    def is_one(self) -> bool:
        """Whether the name has one meaning."""
        return len(self.zones) == 1 or (not self.zones and self.offset is not None)

    def info(self) -> tzinfo:
        """The zone of its only meaning."""
        if self.zones:
            return ZoneInfo(self.zones[0])
        assert self.offset is not None
        return timezone(self.offset)


_PLACES = {
    "America/New_York": "new york city|ny|nyc|boston|washington|washington dc|atlanta|miami|"
    "philadelphia|east coast|eastern|us eastern|eastern standard|eastern daylight|et",
    "America/Chicago": "dallas|houston|austin|central us|us central|st louis|minneapolis",
    "America/Denver": "mountain|us mountain|salt lake city|mt",
    "America/Los_Angeles": "san francisco|sf|la|seattle|san diego|portland|west coast|pacific|"
    "us pacific|pacific standard|pacific daylight|california|pt|las vegas",
    "America/Phoenix": "arizona",
    "America/Sao_Paulo": "sao paulo|são paulo|rio|rio de janeiro|brasilia",
    "America/Argentina/Buenos_Aires": "buenos aires|argentina",
    "Europe/London": "uk|british|britain|england|scotland|wales|edinburgh|glasgow|manchester|"
    "birmingham|bristol|leeds|united kingdom",
    "Europe/Dublin": "ireland|irish|cork",
    "Europe/Berlin": "germany|german|munich|münchen|hamburg|frankfurt|cologne|köln|düsseldorf|"
    "stuttgart",
    "Europe/Paris": "france|french|lyon|marseille",
    "Europe/Madrid": "spain|spanish|barcelona|valencia",
    "Europe/Rome": "italy|italian|milan|turin|naples",
    "Europe/Zurich": "switzerland|swiss|zürich|geneva|basel|bern",
    "Europe/Vienna": "austria|austrian|wien",
    "Europe/Amsterdam": "netherlands|dutch|rotterdam|holland|the hague",
    "Europe/Brussels": "belgium|belgian|antwerp|central european",
    "Europe/Warsaw": "poland|polish|krakow|kraków",
    "Europe/Prague": "czechia|czech",
    "Europe/Stockholm": "sweden|swedish|gothenburg",
    "Europe/Oslo": "norway|norwegian|bergen",
    "Europe/Copenhagen": "denmark|danish",
    "Europe/Helsinki": "finland|finnish|eastern european",
    "Europe/Lisbon": "portugal|portuguese|porto",
    "Europe/Athens": "greece|greek",
    "Europe/Istanbul": "turkey|turkish|ankara",
    "Europe/Kyiv": "kyiv|kiev|ukraine",
    "Asia/Tokyo": "japan|japanese|osaka|kyoto",
    "Asia/Kolkata": "india|indian|mumbai|delhi|new delhi|bangalore|bengaluru|chennai|hyderabad|"
    "pune",
    "Asia/Shanghai": "china|chinese|beijing|shenzhen",
    "Asia/Hong_Kong": "hk|hong kong",
    "Asia/Singapore": "singapore|singaporean",
    "Asia/Seoul": "korea|korean|south korea",
    "Asia/Dubai": "uae|emirates|abu dhabi|gulf",
    "Asia/Jerusalem": "israel|israeli|tel aviv",
    "Asia/Karachi": "pakistan|lahore",
    "Asia/Ho_Chi_Minh": "vietnam|hanoi",
    "Asia/Manila": "philippines",
    "Asia/Bangkok": "thailand",
    "Africa/Johannesburg": "south africa|cape town",
    "Africa/Nairobi": "kenya",
    "Africa/Lagos": "nigeria",
    "Africa/Cairo": "egypt",
    "Australia/Sydney": "canberra|new south wales",
    "Australia/Brisbane": "queensland",
    "Pacific/Auckland": "new zealand|nz|wellington",
    "UTC": "utc|zulu|universal|coordinated universal",
}
_SEVERAL = {
    "us": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "american": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "usa": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "australian": ("Australia/Sydney", "Australia/Brisbane", "Australia/Perth"),
    "australia": ("Australia/Sydney", "Australia/Brisbane", "Australia/Perth"),
    "canada": ("America/Toronto", "America/Winnipeg", "America/Vancouver"),
    "brazil": ("America/Sao_Paulo", "America/Manaus"),
    "russia": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Vladivostok"),
    "central": ("America/Chicago", "Europe/Berlin", "Australia/Darwin"),
    "ct": ("America/Chicago",),
}
# Offset in hours and the zones that use the abbreviation for that offset.
_SHORT: Mapping[str, tuple[tuple[float, str], ...]] = {
    "gmt": ((0, "UTC"),),
    "z": ((0, "UTC"),),
    "wet": ((0, "Europe/Lisbon"),),
    "west": ((1, "Europe/Lisbon"),),
    "bst": ((1, "Europe/London"),),
    "cet": ((1, "Europe/Paris"),),
    "cest": ((2, "Europe/Paris"),),
    "mez": ((1, "Europe/Berlin"),),
    "mesz": ((2, "Europe/Berlin"),),
    "eet": ((2, "Europe/Athens"),),
    "eest": ((3, "Europe/Athens"),),
    "msk": ((3, "Europe/Moscow"),),
    "est": ((-5, "America/New_York"),),
    "edt": ((-4, "America/New_York"),),
    "cst": ((-6, "America/Chicago"), (8, "Asia/Shanghai"), (-5, "America/Havana")),
    "cdt": ((-5, "America/Chicago"), (-4, "America/Havana")),
    "mst": ((-7, "America/Denver"),),
    "mdt": ((-6, "America/Denver"),),
    "pst": ((-8, "America/Los_Angeles"),),
    "pdt": ((-7, "America/Los_Angeles"),),
    "akst": ((-9, "America/Anchorage"),),
    "hst": ((-10, "Pacific/Honolulu"),),
    "ast": ((-4, "America/Halifax"), (3, "Asia/Riyadh")),
    "brt": ((-3, "America/Sao_Paulo"),),
    "ist": ((5.5, "Asia/Kolkata"), (2, "Asia/Jerusalem"), (1, "Europe/Dublin")),
    "gst": ((4, "Asia/Dubai"), (-2, "Atlantic/South_Georgia")),
    "pkt": ((5, "Asia/Karachi"),),
    "sgt": ((8, "Asia/Singapore"),),
    "hkt": ((8, "Asia/Hong_Kong"),),
    "jst": ((9, "Asia/Tokyo"),),
    "kst": ((9, "Asia/Seoul"),),
    "awst": ((8, "Australia/Perth"),),
    "acst": ((9.5, "Australia/Adelaide"),),
    "aest": ((10, "Australia/Sydney"),),
    "aedt": ((11, "Australia/Sydney"),),
    "nzst": ((12, "Pacific/Auckland"),),
    "nzdt": ((13, "Pacific/Auckland"),),
    "sast": ((2, "Africa/Johannesburg"),),
}
# Given names that are also cities: without "time" behind them they may be a person.
_PEOPLE = frozenset(
    words("sydney paris austin dallas houston jordan florence chelsea boston la pt")
)
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?([01]?\d)(?::?([0-5]\d))?(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    found = {
        name.rsplit("/", 1)[1].replace("_", " ").lower(): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))
    }
    for zone, names in _PLACES.items():
        found |= dict.fromkeys(names.split("|"), zone)
    return found


def by_offset(text: str) -> tuple[Named, int] | None:
    """The zone at the start of `text` if it is an offset ("utc+2", "+05:30"), and its length."""
    found = _OFFSET.match(text)
    if not found or (text[0] in "+-" and not found[3]):
        return None
    hours, minutes = int(found[2]), int(found[3] or 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if found[1] == "-" else 1)
    return (Named((), offset), found.end()) if abs(offset) <= timedelta(hours=14) else None


def by_short_name(word: str, own: str) -> Named | None:
    """The zone that an abbreviation means to somebody who lives in `own`: with several meanings
    their own zone is the clue, else all of them are given."""
    meanings = _SHORT.get(word)
    if meanings is None:
        return None
    if len(meanings) > 1:
        mine = [meaning for meaning in meanings if _shares_land(meaning[1], own)]
        if len(mine) != 1:
            return Named(tuple(zone for _, zone in meanings))
        meanings = (mine[0],)
    hours, zone = meanings[0]
    return Named((zone,), timedelta(hours=hours))


def _shares_land(zone: str, own: str) -> bool:
    if zone == "America/Chicago":
        return own.startswith("America/") and own != "America/Havana"
    alike = {"Asia/Kolkata": "Asia/Calcutta", "Asia/Jerusalem": "Asia/Tel_Aviv"}
    return own in (zone, alike.get(zone))


def by_place(name: str, own: str, *, spoken_of: bool) -> Named | None:
    """The zone of a place; `spoken_of` says that "time" stood with it. Without, only well-known
    places count."""
    if name in ("my", "our", "home"):
        return Named((own,)) if spoken_of else None
    if name in ("their", "his", "her", "local", "customer", "client"):
        return Named(()) if spoken_of else None
    several = _SEVERAL.get(name)
    if several and spoken_of:
        return Named(several[:1] if name == "central" and own.startswith("America/") else several)
    if several and name == "ct":
        return Named(several)
    zone = _cities().get(name)
    if zone is None or (not spoken_of and not _well_known(name)):
        return None
    return Named((zone,))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    own = {name for names in _PLACES.values() for name in names.split("|")}
    cities = {zone.rsplit("/", 1)[-1].replace("_", " ").lower() for zone in _PLACES}
    more = "toronto vancouver montreal melbourne perth moscow riyadh lima bogota santiago jakarta"
    return frozenset(own | cities | set(words(more)) | {"mexico city", "kuala lumpur"})


def _well_known(name: str) -> bool:
    return name in _known() and name not in _PEOPLE


def longest_place(text: str, own: str, *, spoken_of: bool) -> tuple[Named, int] | None:
    """The zone of the longest place name of up to three words at the start of `text`, and its
    length."""
    found = _WORDS.match(text)
    words = found.group().split(" ") if found else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        zone = by_place(name, own, spoken_of=spoken_of)
        if zone is not None:
            return zone, len(name)
    return None
