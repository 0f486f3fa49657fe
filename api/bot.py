"""The way from the API to Rasa: one call per turn."""

from collections.abc import Mapping
from typing import Any

import httpx

from coaching.config import Settings
from coaching.services.dialogue import FromBot, ToBot
from coaching.services.wire import decision_from_messages

DEADLINE_SECONDS = 8.0
_NOTHING_RAN = frozenset({"action_unreachable"})


class BotUnheard(Exception):
    """No answer came; `counted` says whether something ran and failed, or nothing did."""

    def __init__(self, cause: str, counted: bool) -> None:
        super().__init__(cause)
        self.cause = cause
        self.counted = counted


class BotClient:
    """Talks to `bot/channel.py` over loopback with the shared token."""

    def __init__(self, settings: Settings) -> None:
        token = settings.internal_token.get_secret_value()
        self._http = httpx.AsyncClient(
            base_url=settings.bot_url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(DEADLINE_SECONDS, connect=1.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
            trust_env=False,
        )

    async def say(self, sent: ToBot) -> FromBot:
        """Rasa's answer to a turn. Raises BotUnheard if there is none that makes sense."""
        body = {
            "turn_id": sent.turn,
            "conversation_id": sent.session,
            "text": sent.text,
            "parse_data": sent.parse,
            "state": sent.dialogue,
            "metadata": dict(sent.metadata),
        }
        answer = await self._post("/turn", body)
        try:
            decision = decision_from_messages(answer["messages"])
            state = answer["state"]
        except (KeyError, TypeError, ValueError) as error:
            raise BotUnheard("unreadable_answer", counted=True) from error
        if not decision.said:
            raise BotUnheard("no_words", counted=True)
        return FromBot(decision, state)

    async def parse(self, text: str) -> Mapping[str, Any]:
        """How Rasa understands a text outside any conversation. Raises BotUnheard."""
        understood: Mapping[str, Any] = await self._post("/parse", {"text": text})
        return understood

    async def health(self) -> Mapping[str, Any]:
        """The id of the model in service. Raises BotUnheard."""
        try:
            answer = await self._http.get("/health", timeout=2.0)
            answer.raise_for_status()
            body: Mapping[str, Any] = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise BotUnheard("unreachable", counted=False) from error
        return body

    async def close(self) -> None:
        await self._http.aclose()

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        try:
            answer = await self._http.post(path, json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise BotUnheard("unreachable", counted=False) from error
        except httpx.RemoteProtocolError as error:
            raise BotUnheard("died", counted=False) from error
        except httpx.TimeoutException as error:
            raise BotUnheard("timed_out", counted=True) from error
        except httpx.HTTPError as error:
            raise BotUnheard("broken", counted=False) from error
        if answer.status_code != httpx.codes.OK:
            cause = _cause(answer)
            raise BotUnheard(cause, counted=cause not in _NOTHING_RAN)
        return answer.json()


def _cause(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("cause", "bot_failed"))
    except (ValueError, AttributeError):
        return "bot_failed"
