"""Bolt behind our own inbox: it routes a stored delivery to the listener that converts it."""

import re
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from api.slack.bodies import read_envelope
from api.slack.hearing import COMMANDS, EVENTS, from_action, from_command, from_event
from api.slack.web import QUIET, SlackWeb
from coaching.domain.post import Delivery, DeliveryKind
from coaching.services.slack.inbox import Heard, Slack, Told, Turned

_CONTENT = {
    DeliveryKind.EVENT: "application/json",
    DeliveryKind.COMMAND: "application/x-www-form-urlencoded",
    DeliveryKind.INTERACTION: "application/x-www-form-urlencoded",
}
_OK, _NOBODY_LISTENS = 200, 404
_ANY = re.compile("")

log = structlog.get_logger()
Outcome = Turned | Told | None


class BoltRefused(Exception):
    """Bolt did not hand the delivery to a listener."""


class Desk:
    """Hands one delivery at a time to Bolt, in the thread of the caller."""

    def __init__(self, slack: Slack, web: SlackWeb) -> None:
        self._slack = slack
        self._web = web
        self._app = self._listening()

    def hand_over(self, delivery: Delivery) -> Outcome:
        """What became of a delivery; None if it is not for the coach, or for another workspace.

        Raises NoAnswer if Slack had to be asked and did not answer, StillAnswering while another
        turn of the talk waits, and whatever else went wrong in a listener.
        """
        me = self._web.identity()
        if me.team not in read_envelope(delivery.kind, delivery.body).teams:
            log.warning("slack_delivery_foreign", delivery=delivery.key)
            return None
        request = BoltRequest(
            body=delivery.body,
            headers={"content-type": _CONTENT[delivery.kind]},
            context={"delivery": delivery.key},
        )
        answer = self._app.dispatch(request)
        if (error := request.context.get("failure")) is not None:
            raise error
        if answer.status not in (_OK, _NOBODY_LISTENS):
            raise BoltRefused(f"status_{answer.status}")
        outcome: Outcome = request.context.get("outcome")
        return outcome

    def _listening(self) -> App:
        app = App(
            name="coach",
            client=self._web.client,
            logger=QUIET,
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
            authorize=lambda: self._authorized(),
        )
        for event in EVENTS:
            app.event(event)(self._on_event)
        for command in COMMANDS:
            app.command(command)(self._on_command)
        app.action(_ANY)(self._on_action)
        app.error(_keep_failure)
        return app

    def _authorized(self) -> AuthorizeResult:
        me = self._web.identity()
        return AuthorizeResult(
            enterprise_id=None,
            team_id=me.team,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=self._web.client.token,
        )

    def _on_event(self, body: dict[str, Any], context: BoltContext) -> None:
        me = self._web.identity()
        self._take(from_event(context["delivery"], body, me.team, me.user), context)

    def _on_command(self, body: dict[str, Any], context: BoltContext) -> None:
        context.ack()
        self._take(from_command(context["delivery"], body, self._web.identity().team), context)

    def _on_action(self, body: dict[str, Any], context: BoltContext) -> None:
        context.ack()
        self._take(from_action(context["delivery"], body, self._web.identity().team), context)

    def _take(self, heard: Heard | None, context: BoltContext) -> None:
        if heard is None:
            return
        team = heard.place.team
        person = self._slack.who(team, heard.user)
        if person is None:
            email = self._web.verified_email(heard.user)
            person = self._slack.link(team, heard.user, email) if email else None
        if person is None:
            log.info("slack_unknown_person", delivery=heard.key)
            context["outcome"] = Told("slack.unknown_person", heard.where)
        else:
            context["outcome"] = self._slack.hear(person, heard)


def _keep_failure(error: Exception, context: BoltContext) -> None:
    context["failure"] = error
