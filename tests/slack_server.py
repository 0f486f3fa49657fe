"""A small Slack: the Web API methods that the coach uses, over real HTTP, with its limits, its
errors, and, on demand, its bad days."""

import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

TEAM, COACH, BOT, TOKEN = "T0COACH01", "U0COACH01", "B0COACH01", "xoxb-test-token"
Json = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. `done` means that Slack does what was asked all the same."""

    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    hang_seconds: float = 0.0
    drop: bool = False
    done: bool = False


def rate_limited(seconds: int) -> Fault:
    return Fault(error="ratelimited", status=429, retry_after=seconds)


@dataclass
class SlackServer:
    """What it knows and what it was told. `faults` are used up one per call of a method."""

    address: str = ""
    token: str = TOKEN
    users: dict[str, Json] = field(default_factory=dict)
    channels: set[str] = field(default_factory=set)
    messages: list[Json] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    lock: threading.Lock = field(default_factory=threading.Lock)
    ended: threading.Event = field(default_factory=threading.Event)

    def add_user(self, id: str, email: str | None, **fields: Any) -> None:
        """A person of the workspace; a direct message channel with the coach comes along."""
        profile = {} if email is None else {"email": email}
        defaults = {"team_id": TEAM, "is_email_confirmed": True, "deleted": False, "is_bot": False}
        self.users[id] = {"id": id, "profile": profile, **defaults, **fields}
        self.channels.add(direct(id))

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of this method go wrong in these ways, one each."""
        self.faults[method].extend(faults)

    def response_url(self, name: str = "1") -> str:
        return f"{self.address}/respond/{name}"

    def posted(self, channel: str | None = None) -> list[Json]:
        """The messages of the coach in order, all or those of one channel."""
        with self.lock:
            return [m for m in self.messages if channel is None or m["channel"] == channel]

    def wait_for(self, number: int, seconds: float = 20, channel: str | None = None) -> list[Json]:
        """The coach's messages once there are that many."""
        deadline = time.monotonic() + seconds
        while len(found := self.posted(channel)) < number:
            if time.monotonic() > deadline:
                raise AssertionError(f"{len(found)} of {number} messages came: {found}")
            time.sleep(0.02)
        return found

    def called(self, method: str) -> list[Json]:
        with self.lock:
            return [asked for name, asked in self.calls if name == method]

    def answer(self, method: str, token: str, asked: Json) -> Json:
        if token != self.token:
            return {"ok": False, "error": "invalid_auth"}
        handle = {
            "auth.test": self._auth_test,
            "users.info": self._users_info,
            "chat.postMessage": self._post,
            "conversations.history": self._history,
            "conversations.replies": self._history,
        }.get(method)
        return handle(asked) if handle else {"ok": False, "error": "unknown_method"}

    def respond(self, name: str, said: Json) -> Json:
        """A message that only the person with this response URL sees."""
        problem = refusal(said)
        if problem:
            return {"ok": False, "error": problem}
        self._keep({**said, "channel": f"respond:{name}"})
        return {"ok": True}

    def _auth_test(self, asked: Json) -> Json:
        return {"ok": True, "team_id": TEAM, "user_id": COACH, "bot_id": BOT, "team": "Test"}

    def _users_info(self, asked: Json) -> Json:
        user = self.users.get(str(asked.get("user")))
        return {"ok": True, "user": user} if user else {"ok": False, "error": "user_not_found"}

    def _post(self, asked: Json) -> Json:
        channel = str(asked.get("channel"))
        if channel in self.users:
            channel = direct(channel)
        if channel not in self.channels:
            return {"ok": False, "error": "channel_not_found"}
        problem = refusal(asked)
        if problem:
            return {"ok": False, "error": problem}
        return {"ok": True, "ts": self._keep({**asked, "channel": channel}), "channel": channel}

    def _history(self, asked: Json) -> Json:
        if asked.get("channel") not in self.channels:
            return {"ok": False, "error": "channel_not_found"}
        found = [
            m
            for m in self.posted(asked["channel"])
            if float(m["ts"]) >= float(asked.get("oldest", 0))
            and ("ts" not in asked or m.get("thread_ts") == asked["ts"])
        ]
        if asked.get("include_all_metadata") not in (True, "1", "true"):
            found = [{k: v for k, v in m.items() if k != "metadata"} for m in found]
        return {"ok": True, "messages": found[::-1], "has_more": False}

    def _keep(self, said: Json) -> str:
        with self.lock:
            ts = f"{time.time() + len(self.messages):.6f}"
            self.messages.append({**said, "ts": ts, "bot_id": BOT})
            return ts


def direct(user: str) -> str:
    """The direct message channel between the coach and a user."""
    return f"D{user[1:]}"


def refusal(said: Json) -> str | None:
    """What Slack would refuse of a message (docs.slack.dev/reference/block-kit)."""
    blocks = said.get("blocks") or []
    if not said.get("text") and not blocks:
        return "no_text"
    if len(blocks) > 50 or not all(_sound(block) for block in blocks):
        return "invalid_blocks"
    ids = [e["action_id"] for b in blocks for e in b.get("elements", []) if "action_id" in e]
    return "invalid_blocks" if len(ids) != len(set(ids)) else None


def _sound(block: Json) -> bool:
    if block.get("type") == "section":
        text = block["text"]
        return text["type"] in ("mrkdwn", "plain_text") and 1 <= len(text["text"]) <= 3_000
    if block.get("type") == "actions":
        buttons = block["elements"]
        return 1 <= len(buttons) <= 25 and all(
            1 <= len(b["text"]["text"]) <= 75
            and len(b.get("value", "")) <= 2_000
            and len(b["action_id"]) <= 255
            for b in buttons
        )
    return False


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_POST(self) -> None:
        slack = self.server.slack
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        asked = _read(raw, self.headers.get("Content-Type", ""))
        name = self.path.rpartition("/")[2]
        responding = self.path.startswith("/respond/")
        method = "response_url" if responding else name
        with slack.lock:
            slack.calls.append((method, asked))
            fault = slack.faults[method].popleft() if slack.faults[method] else None
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        answer: Json = {"ok": True}
        if fault is None or fault.done:
            answer = slack.respond(name, asked) if responding else slack.answer(name, token, asked)
        if fault is None:
            refused = responding and not answer["ok"]
            self._say(400 if refused else 200, answer)
            return
        slack.ended.wait(fault.hang_seconds)
        if fault.drop or fault.hang_seconds:
            self.close_connection = True
            return
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        self._say(fault.status, {"ok": False, "error": fault.error or "broken"}, headers)

    def _say(self, status: int, answer: Json, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    slack: SlackServer


def _read(raw: str, content: str) -> Json:
    if raw and content.startswith("application/json"):
        asked = json.loads(raw)
        return asked if isinstance(asked, dict) else {}
    return dict(parse_qsl(raw))


@contextmanager
def running_slack() -> Iterator[SlackServer]:
    """A Slack on a free port of this machine; `address` is where its API begins."""
    server = _Server(("127.0.0.1", 0), _Handler)
    slack = server.slack = SlackServer(address=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield slack
    finally:
        slack.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def live_mentions(message: Json) -> list[str]:
    """Everything in a message that Slack would turn into a mention or a link."""
    texts = [message.get("text", "")]
    texts += [b["text"]["text"] for b in message.get("blocks", []) if b["type"] == "section"]
    return [found for text in texts for found in re.findall(r"<[^<>]*>", text)]
