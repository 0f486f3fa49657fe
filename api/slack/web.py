"""Slack's Web API, as far as the coach uses it: one try each, with an honest account of it."""

import http.client
import logging
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse, WebClient
from slack_sdk.webhook import WebhookClient

from coaching.domain.post import Post
from coaching.services.slack.outbox import NotSent, Sent
from coaching.services.slack.posts import RESPONSE_URL

TIMEOUT_SECONDS = 5
EVENT_TYPE = "coach_message"
SCOPES_BY_METHOD: Mapping[str, tuple[str, ...]] = {
    "auth.test": (),
    "users.info": ("users:read", "users:read.email"),
    "chat.postMessage": ("chat:write",),
    "conversations.history": ("im:history",),
    "conversations.replies": ("im:history", "channels:history", "groups:history"),
}
_LOOK_BACK_SECONDS = 60
_PAGE, _MOST_PAGES = 200, 5
_DEFAULT_WAIT = 30
_CODE = re.compile(r"[a-z_]{1,60}")
# Slack may have done what it says that it failed to do: docs.slack.dev/reference/methods.
_PERHAPS_DONE = frozenset({"internal_error", "fatal_error", "request_timeout"})
_PASSING = frozenset({"service_unavailable", "team_added_to_org", "accesslimited"})
_NOT_THERE = frozenset({"channel_not_found", "not_in_channel", "is_archived"})
_NEVER_LEFT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
# Silent: slack_sdk and Bolt log bodies, and what matters is in our own lines.
QUIET = logging.getLogger("coach.slack")
QUIET.setLevel(logging.CRITICAL + 1)
QUIET.propagate = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the token speaks as."""

    team: str
    user: str
    bot: str | None


class NoAnswer(Exception):
    """Slack did not do what was asked; `problem` says what is known of that."""

    def __init__(self, problem: NotSent) -> None:
        super().__init__(problem.cause)
        self.problem = problem


class SlackWeb:
    """Calls that block. Nothing is retried here: only the caller knows what is safe to repeat."""

    def __init__(self, token: str, address: str, seconds: int = TIMEOUT_SECONDS) -> None:
        self.client = WebClient(
            token, base_url=address, timeout=seconds, retry_handlers=[], logger=QUIET
        )
        self._seconds = seconds
        self._lock = Lock()
        self._identity: Identity | None = None

    @property
    def known_team(self) -> str | None:
        """The workspace of the token, once it has been asked for."""
        return self._identity.team if self._identity else None

    def identity(self) -> Identity:
        """Who the token speaks as, asked once. Raises NoAnswer."""
        with self._lock:
            if self._identity is None:
                me = self._call("auth.test")
                self._identity = Identity(me["team_id"], me["user_id"], me.get("bot_id"))
            return self._identity

    def verified_email(self, user: str) -> str | None:
        """The e-mail that Slack has verified for a person of our own workspace; None for bots,
        strangers, people who have left and unknown users. Raises NoAnswer."""
        try:
            found = self._call("users.info", user=user)["user"]
        except NoAnswer as failed:
            if failed.problem.cause in ("user_not_found", "user_not_visible"):
                return None
            raise
        teams = {found.get("team_id"), *(found.get("enterprise_user") or {}).get("teams", ())}
        gone = any(found.get(name) for name in ("deleted", "is_bot", "is_stranger"))
        if gone or self.identity().team not in teams or not found.get("is_email_confirmed"):
            return None
        email = (found.get("profile") or {}).get("email")
        return email if isinstance(email, str) and email else None

    def send(self, post: Post) -> Sent | NotSent:
        """Send a post once. Where the coach is not in the channel, the person who asked is
        answered through their `response_url`, if there is one."""
        body = dict(post.body)
        url = body.pop("response_url", None)
        if post.method == RESPONSE_URL:
            return self._respond(str(url), body)
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": post.key}}
        try:
            answer = self._call(post.method, **body, metadata=metadata)
        except NoAnswer as failed:
            if url and failed.problem.cause in _NOT_THERE:
                return self._respond(str(url), body)
            return failed.problem
        return Sent(answer.get("ts"))

    def find(self, post: Post) -> str | None:
        """The `ts` of a post that is already in its conversation, or None. Raises NoAnswer."""
        if post.method == RESPONSE_URL or post.created_at is None:
            return None
        since = post.created_at.timestamp() - _LOOK_BACK_SECONDS
        thread = post.body.get("thread_ts")
        asked: dict[str, Any] = {"channel": post.body["channel"], "oldest": f"{since:.6f}"}
        asked |= {"limit": _PAGE, "include_all_metadata": True, "inclusive": True}
        method = "conversations.replies" if thread else "conversations.history"
        asked |= {"ts": thread} if thread else {}
        for _ in range(_MOST_PAGES):
            page = self._call(method, **asked)
            messages: list[dict[str, Any]] = page.get("messages", [])
            for found in messages:
                if _key_of(found) == post.key:
                    return str(found["ts"])
            asked["cursor"] = (page.get("response_metadata") or {}).get("next_cursor")
            if not asked["cursor"]:
                return None
        return None

    def _call(self, method: str, **asked: Any) -> SlackResponse:
        try:
            return (
                self.client.api_call(method, json=asked)
                if _takes_json(method)
                else (self.client.api_call(method, params=asked))
            )
        except SlackApiError as error:
            raise NoAnswer(_refusal(error.response)) from error
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(_broken(error)) from error

    def _respond(self, url: str, body: dict[str, Any]) -> Sent | NotSent:
        hook = WebhookClient(url, timeout=self._seconds, retry_handlers=[], logger=QUIET)
        said: dict[str, Any] = {name: body[name] for name in ("text", "blocks") if name in body}
        try:
            answer = hook.send_dict(
                {**said, "response_type": "ephemeral", "replace_original": False}
            )
        except (OSError, http.client.HTTPException) as error:
            return _broken(error)
        if answer.status_code == 200:
            return Sent(None)
        return _by_status(answer.status_code, answer.headers, f"response_url_{answer.status_code}")


def _takes_json(method: str) -> bool:
    return method.startswith("chat.")


def _key_of(found: Mapping[str, Any]) -> str | None:
    metadata = found.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    key = (metadata.get("event_payload") or {}).get("key")
    return key if isinstance(key, str) else None


def _refusal(answer: Any) -> NotSent:
    if answer.status_code != 200:
        return _by_status(answer.status_code, answer.headers, f"status_{answer.status_code}")
    code = answer.data.get("error") if isinstance(answer.data, dict) else None
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        return NotSent("unreadable_answer", unsure=True)
    if code in ("ratelimited", "rate_limited"):
        return NotSent(code, wait=_wait(answer.headers))
    if code in _PERHAPS_DONE:
        return NotSent(code, unsure=True)
    return NotSent(code, final=code not in _PASSING)


def _by_status(status: int, headers: Mapping[str, Any], cause: str) -> NotSent:
    if status == 429:
        return NotSent("ratelimited", wait=_wait(headers))
    broken = status >= 500
    return NotSent(cause, unsure=broken, final=not broken)


def _wait(headers: Mapping[str, Any]) -> timedelta:
    given = headers.get("Retry-After") or headers.get("retry-after")
    asked = str(given[0] if isinstance(given, list) and given else given)
    seconds = int(asked) if re.fullmatch(r"[0-9]{1,5}", asked) else _DEFAULT_WAIT
    return timedelta(seconds=max(1, seconds))


def _broken(error: Exception) -> NotSent:
    inner = error.reason if isinstance(error, URLError) else error
    if isinstance(inner, _NEVER_LEFT):
        return NotSent("unreachable")
    timed_out = isinstance(inner, TimeoutError)
    return NotSent("timed_out" if timed_out else "connection_broken", unsure=True)
