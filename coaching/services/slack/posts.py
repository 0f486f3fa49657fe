"""What goes out to Slack: one post per settled turn, and single sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coaching.domain.ports import Clock, Writes
from coaching.domain.post import Post
from coaching.domain.sessions import Session, Turn, TurnState
from coaching.services.playbooks import Playbooks
from coaching.services.slack.message import escape, link, message

POST_MESSAGE = "chat.postMessage"
RESPONSE_URL = "response_url"
_KIND = "slack"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a talk is held: a direct message, a thread of a channel, or, for a talk that is not
    shown to others in its channel, the person (Slack takes a user's id for a channel's)."""

    team: str
    channel: str
    thread: str | None = None

    def __str__(self) -> str:
        return ":".join(filter(None, (_KIND, self.team, self.channel, self.thread)))

    @property
    def direct(self) -> bool:
        """True for a conversation between two; Slack's ids of these begin with D."""
        return self.channel.startswith("D")


def read_place(text: str | None) -> Place | None:
    """The place that `str` wrote, or None for a talk that is not held in Slack."""
    parts = (text or "").split(":")
    if parts[0] != _KIND or len(parts) not in (3, 4):
        return None
    return Place(*parts[1:])


@dataclass(frozen=True, slots=True)
class Where:
    """Where to answer: a place, or, with `only_url`, the caller alone through `response_url`. The
    URL is also the way out where the coach is not in the channel."""

    place: Place
    response_url: str | None = None
    only_url: bool = False


class SlackPosts:
    """Puts posts out within the caller's unit of work. `address` is where people reach the coach
    in a browser, if that is known."""

    def __init__(self, playbooks: Playbooks, clock: Clock, address: str = "") -> None:
        self._playbooks = playbooks
        self._clock = clock
        self._address = address.rstrip("/")

    def post_for_turn(
        self, writes: Writes, session: Session, turn: Turn, where: Where | None = None
    ) -> bool:
        """Put out what Slack shows of a settled turn: its replies, or that there was no answer.

        Nothing is committed. False, and nothing put out, for a session without a place in Slack, a
        turn that is still `received`, or one that is already put out.
        """
        place = read_place(session.place)
        if place is None or turn.state is TurnState.RECEIVED:
            return False
        key = f"{session.id}:{turn.id}"
        where = where or Where(place)
        if turn.state is TurnState.FAILED:
            return self.tell(writes, key, where, "slack.failed")
        opened = next((reply.opens for reply in turn.replies if reply.opens), None)
        hints = [self._browser(writes, opened)] if opened else []
        return self._put_out(writes, key, where, message(turn.replies, hints))

    def tell(self, writes: Writes, key: str, where: Where, word: str) -> bool:
        """Put out one sentence of the playbook; False if this key is already put out."""
        sentence = escape(self._playbooks.latest(writes).say(word))
        return self._put_out(writes, key, where, message((), [sentence]))

    def _browser(self, writes: Writes, session: str) -> str:
        sentence = escape(self._playbooks.latest(writes).say("slack.in_browser"))
        if not self._address:
            return sentence
        return f"{sentence}\n{link(f'{self._address}/practices/{session}')}"

    def _put_out(self, writes: Writes, key: str, where: Where, said: Mapping[str, Any]) -> bool:
        now = self._clock.now()
        body = {**said, "response_url": where.response_url}
        if not where.only_url:
            place = where.place
            body |= {"channel": place.channel, "unfurl_links": False, "unfurl_media": False}
            body |= {"thread_ts": place.thread} if place.thread else {}
        method = RESPONSE_URL if where.only_url else POST_MESSAGE
        return writes.put_out(Post(key, method, body, created_at=now, due_at=now))


def in_thread(place: Place, thread: str | None) -> Place:
    """The same place with the answer in a thread of it."""
    return replace(place, thread=thread or place.thread)
