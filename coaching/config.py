"""Settings, from the environment (`COACH_…`), built once at the edge and passed down."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """What can be set; every name is described in `docs/operations.md`."""

    model_config = SettingsConfigDict(env_prefix="COACH_", extra="ignore")

    database_url: str = "sqlite:///var/coach.db"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65_535)
    bot_port: int = Field(default=5005, ge=1, le=65_535)
    actions_port: int = Field(default=5055, ge=1, le=65_535)
    internal_token: SecretStr = SecretStr("")
    playbook: Path = Path("playbook")
    models: Path = Path("models")
    secure_cookies: bool = True
    rate_limits: bool = True
    log_level: str = "INFO"
    slack_signing_secret: SecretStr = SecretStr("")
    slack_bot_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    public_url: str = ""

    @property
    def on_loopback(self) -> bool:
        """True if only this machine can reach the coach."""
        return self.host in _LOOPBACK

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.bot_port}/webhooks/coach"

    @property
    def speaks_slack(self) -> bool:
        """True if the coach is set up to talk in Slack."""
        return bool(self.slack_bot_token.get_secret_value())

    @model_validator(mode="after")
    def _refuse_half_a_slack(self) -> "Settings":
        if self.speaks_slack != bool(self.slack_signing_secret.get_secret_value()):
            raise ValueError(
                "COACH_SLACK_SIGNING_SECRET and COACH_SLACK_BOT_TOKEN belong together: "
                "set both or neither"
            )
        address = urlsplit(self.slack_api_url)
        nearby = address.scheme == "http" and address.hostname in _LOOPBACK
        if address.scheme != "https" and not nearby:
            raise ValueError("COACH_SLACK_API_URL must begin with https://")
        return self

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> "Settings":
        if len(self.internal_token.get_secret_value()) < _SHORTEST_SECRET:
            raise ValueError(
                "COACH_INTERNAL_TOKEN must hold at least 32 characters; "
                "`make run` makes one, or use: openssl rand -hex 32"
            )
        if not self.on_loopback and not (self.secure_cookies and self.rate_limits):
            raise ValueError(
                "COACH_SECURE_COOKIES and COACH_RATE_LIMITS may be switched off on loopback only"
            )
        return self
