"""The manifest in the guide asks for what the code uses, no more and no less."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from ruamel.yaml import YAML

from api.slack.door import router
from api.slack.hearing import COMMANDS
from api.slack.web import SCOPES_BY_METHOD
from coaching.config import Settings

GUIDE = (Path(__file__).parents[3] / "docs/slack.md").read_text(encoding="utf-8")
ADDRESS = "https://coach.example.com"


@pytest.fixture(scope="module")
def manifest() -> Any:
    return YAML(typ="safe").load(GUIDE.split("```yaml")[1].split("```")[0])


def test_every_door_is_in_the_manifest(manifest: Any) -> None:
    settings = manifest["settings"]
    named = {
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    }
    named |= {each["url"] for each in manifest["features"]["slash_commands"]}
    assert named == {f"{ADDRESS}{route.path}" for route in router.routes}  # type: ignore[attr-defined]


def test_the_commands_are_those_that_are_heard(manifest: Any) -> None:
    commands = [each["command"] for each in manifest["features"]["slash_commands"]]
    assert sorted(commands) == sorted(COMMANDS)


def test_the_scopes_are_those_of_what_is_heard_and_called(manifest: Any) -> None:
    heard = {"app_mentions:read", "im:history", "commands"}
    called = {scope for scopes in SCOPES_BY_METHOD.values() for scope in scopes}
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert set(scopes) == heard | called
    table = GUIDE.split("| scope | for |")[1].split("\n\n")[0]
    assert [scope for scope in scopes if f"`{scope}`" not in table] == []


def test_the_events_are_those_that_are_heard(manifest: Any) -> None:
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == [
        "app_mention",
        "message.im",
    ]


def settings(**given: object) -> Settings:
    values: dict[str, object] = {"internal_token": SecretStr("t" * 32), **given}
    return Settings(**values)  # type: ignore[arg-type]


def test_without_its_two_secrets_slack_is_not_spoken() -> None:
    assert not settings().speaks_slack
    both = {"slack_signing_secret": SecretStr("s"), "slack_bot_token": SecretStr("xoxb-1")}
    assert settings(**both).speaks_slack


@pytest.mark.parametrize("name", ["slack_signing_secret", "slack_bot_token"])
def test_one_secret_without_the_other_refuses_the_start(name: str) -> None:
    with pytest.raises(ValidationError, match="both or neither"):
        settings(**{name: SecretStr("s")})


@pytest.mark.parametrize(
    "address", ["http://slack.com/api/", "ftp://localhost/", "file:///etc/", "slack.com"]
)
def test_the_token_goes_nowhere_in_the_open(address: str) -> None:
    with pytest.raises(ValidationError, match="https"):
        settings(slack_api_url=address)
