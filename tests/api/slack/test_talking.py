"""Ways in and ways out: direct messages, mentions, commands, buttons."""

from dataclasses import replace

from coaching.domain.sessions import TurnState
from coaching.services.playbooks import Playbooks
from tests.api.slack.house import ADDRESS, INES, OMAR, STRANGER, SlackHouse
from tests.services.house import OTHER, REP
from tests.slack_requests import buttons, command, direct_message, mention, tap
from tests.slack_server import COACH, TEAM, direct, live_mentions

DEALS = "C0DEALS01"


def say(house: SlackHouse, word: str, **gaps: str) -> str:
    playbooks: Playbooks = house.playbooks
    with house.store.reading() as reads:
        return playbooks.latest(reads).say(word, **gaps)


def test_a_direct_message_is_answered_there(house: SlackHouse) -> None:
    assert house.send_event(direct_message(INES, "hello coach")).status_code == 200
    (answer,) = house.slack.wait_for(1)
    assert answer["channel"] == direct(INES)
    assert answer["text"] == "You said: hello coach"
    assert answer["blocks"][0]["text"]["text"] == "You said: hello coach"
    assert (answer["unfurl_links"], answer["unfurl_media"]) == (False, False)
    assert "thread_ts" not in answer


def test_direct_messages_go_on_in_one_talk(house: SlackHouse) -> None:
    for number in (1, 2, 3):
        house.send_event(direct_message(INES, f"message {number}"))
    house.slack.wait_for(3)
    texts = [turn.text for turn in house.turns(f"slack:{TEAM}:{direct(INES)}")]
    assert texts == ["message 1", "message 2", "message 3"]
    assert [m["text"] for m in house.slack.posted()] == [f"You said: {text}" for text in texts]


def test_a_message_in_a_thread_of_the_direct_channel_is_answered_in_it(house: SlackHouse) -> None:
    house.send_event(direct_message(INES, "and then?", thread_ts="1795500000.000100"))
    (answer,) = house.slack.wait_for(1)
    assert answer["thread_ts"] == "1795500000.000100"
    assert len(house.turns(f"slack:{TEAM}:{direct(INES)}")) == 1


def test_a_mention_opens_a_thread_and_later_mentions_go_on_in_it(house: SlackHouse) -> None:
    first = mention(INES, "what's next for Acme?")
    thread = first["event"]["ts"]
    house.send_event(first)
    house.slack.wait_for(1)
    house.send_event(mention(INES, "and this deal?", thread_ts=thread))
    answers = house.slack.wait_for(2)
    assert {(a["channel"], a["thread_ts"]) for a in answers} == {(DEALS, thread)}
    turns = house.turns(f"slack:{TEAM}:{DEALS}:{thread}")
    assert [turn.text for turn in turns] == ["what's next for Acme?", "and this deal?"]


def test_everyone_in_a_thread_has_a_talk_of_their_own(house: SlackHouse) -> None:
    first = mention(INES, "mine")
    thread = first["event"]["ts"]
    house.send_event(first)
    house.send_event(mention(OMAR, "his", thread_ts=thread))
    house.slack.wait_for(2)
    place = f"slack:{TEAM}:{DEALS}:{thread}"
    assert [turn.text for turn in house.turns(place)] == ["mine"]
    assert [turn.text for turn in house.turns(place, OTHER.id)] == ["his"]


def test_a_bare_mention_asks_what_the_coach_can_do(house: SlackHouse) -> None:
    house.send_event(mention(INES, ""))
    (answer,) = house.slack.wait_for(1)
    assert answer["text"] == f"You said: {say(house, 'slack.what_can_you_do')}"


def test_next_asks_for_a_deal_or_for_this_one(house: SlackHouse) -> None:
    url = house.slack.response_url()
    for text in ("Acme Bakeries", ""):
        house.send("/slack/commands", command("/next", INES, text, direct(INES), url))
    answers = house.slack.wait_for(2)
    assert [answer["text"] for answer in answers] == [
        "You said: what's next for Acme Bakeries",
        "You said: what's next for this deal",
    ]
    assert {answer["channel"] for answer in answers} == {direct(INES)}


def test_a_command_in_a_channel_is_answered_to_the_asker_alone(house: SlackHouse) -> None:
    url = house.slack.response_url("ines")
    house.send("/slack/commands", command("/coach", INES, "hello", DEALS, url))
    (answer,) = house.slack.wait_for(1)
    assert (answer["channel"], answer["response_type"]) == ("respond:ines", "ephemeral")
    assert answer["text"] == "You said: hello"
    assert [turn.text for turn in house.turns(f"slack:{TEAM}:{INES}")] == ["hello"]


def test_a_command_where_the_coach_is_not_is_answered_all_the_same(house: SlackHouse) -> None:
    url = house.slack.response_url("ines")
    house.send("/slack/commands", command("/coach", INES, "hello", "D0BETWEEN", url))
    (answer,) = house.slack.wait_for(1)
    assert answer["channel"] == "respond:ines"


def test_a_tapped_button_goes_on_in_its_thread(house: SlackHouse) -> None:
    house.send_event(mention(INES, "which?"))
    (asked,) = house.slack.wait_for(1)
    choices = buttons(asked)
    assert list(choices) == ["Acme &amp; Sons &lt;UK&gt;", "Bright"]
    url = house.slack.response_url()
    house.send("/slack/interactivity", tap(INES, choices["Bright"], asked, url))
    answer = house.slack.wait_for(2)[1]
    assert answer["text"] == "You chose choose_bright."
    assert answer["thread_ts"] == asked["thread_ts"]


def test_a_button_that_only_one_person_sees_is_answered_to_them(house: SlackHouse) -> None:
    house.send(
        "/slack/commands", command("/coach", INES, "which?", DEALS, house.slack.response_url("a"))
    )
    (asked,) = house.slack.wait_for(1)
    body = tap(
        INES, buttons(asked)["Bright"], {**asked, "home": DEALS}, house.slack.response_url("b")
    )
    house.send("/slack/interactivity", body)
    answer = house.slack.wait_for(2)[1]
    assert (answer["channel"], answer["text"]) == ("respond:b", "You chose choose_bright.")


def test_nobody_presses_somebody_elses_button(house: SlackHouse) -> None:
    house.send_event(mention(INES, "which?"))
    (asked,) = house.slack.wait_for(1)
    body = tap(OMAR, buttons(asked)["Bright"], asked, house.slack.response_url())
    house.send("/slack/interactivity", body)
    answer = house.slack.wait_for(2)[1]
    assert answer["text"] == say(house, "slack.not_your_button")


def test_an_old_button_says_that_it_no_longer_works(house: SlackHouse) -> None:
    house.send_event(direct_message(INES, "which?"))
    (asked,) = house.slack.wait_for(1)
    house.clock.pass_seconds(31 * 24 * 3600)
    house.send(
        "/slack/interactivity",
        tap(INES, buttons(asked)["Bright"], asked, house.slack.response_url()),
    )
    assert house.slack.wait_for(2)[1]["text"] == say(house, "slack.button_over")


def test_practising_is_pointed_to_the_browser(house: SlackHouse) -> None:
    house.send_event(direct_message(INES, "practise"))
    (answer,) = house.slack.wait_for(1)
    address = f"<{ADDRESS}/practices/s-practice>"
    assert answer["blocks"][-1]["text"]["text"] == f"{say(house, 'slack.in_browser')}\n{address}"
    assert live_mentions(answer) == [address, address]


def test_a_reminder_of_a_command_in_a_channel_comes_as_a_direct_message(house: SlackHouse) -> None:
    url = house.slack.response_url("ines")
    house.send("/slack/commands", command("/coach", INES, "hello", DEALS, url))
    house.slack.wait_for(1)
    session = house.talk(f"slack:{TEAM}:{INES}")
    assert session is not None
    due = replace(house.turns(f"slack:{TEAM}:{INES}")[0], id="reminder-1")
    with house.store.writing() as writes:
        assert house.posts.post_for_turn(writes, session, due)
        assert not house.posts.post_for_turn(writes, session, due)
        writes.commit()
    answer = house.slack.wait_for(2)[1]
    assert (answer["channel"], answer["text"]) == (direct(INES), "You said: hello")


def test_a_talk_in_the_browser_puts_nothing_out(house: SlackHouse) -> None:
    session = house.sessions.begin_talk(REP)
    turn = house.accept(session, "hello")
    for state in TurnState:
        with house.store.writing() as writes:
            assert not house.posts.post_for_turn(writes, session, replace(turn, state=state))


def test_a_stranger_gets_one_sentence_and_no_talk(house: SlackHouse) -> None:
    house.send_event(direct_message(STRANGER, "what's next for Acme?"))
    (answer,) = house.slack.wait_for(1)
    assert answer["text"] == say(house, "slack.unknown_person")
    assert house.bot.heard == []


def test_only_an_email_that_slack_has_verified_counts(house: SlackHouse) -> None:
    doubtful = {
        "U0UNSURE1": {"is_email_confirmed": False},
        "U0FOREIGN": {"team_id": "T0OTHER01"},
        "U0STRANGE": {"is_stranger": True},
        "U0DELETED": {"deleted": True},
        "U0ROBOT01": {"is_bot": True},
    }
    for number, (user, fields) in enumerate(doubtful.items(), 1):
        house.slack.add_user(user, "ines@example.com", **fields)
        house.send_event(direct_message(user, "hello"))
        answer = house.slack.wait_for(number)[-1]
        assert answer["text"] == say(house, "slack.unknown_person"), user
    assert house.bot.heard == []


def test_whoever_has_left_is_cut_off_at_once(house: SlackHouse) -> None:
    house.send_event(direct_message(INES, "hello"))
    house.slack.wait_for(1)
    house.dismiss("u-rep")
    house.send_event(direct_message(INES, "hello again"))
    assert house.slack.wait_for(2)[1]["text"] == say(house, "slack.unknown_person")


def test_words_without_words_and_too_many_words_are_told_apart(house: SlackHouse) -> None:
    house.send_event(direct_message(INES, "", subtype="file_share"))
    assert house.slack.wait_for(1)[0]["text"] == say(house, "slack.words_only")
    house.send_event(direct_message(INES, "x" * 4_001))
    assert house.slack.wait_for(2)[1]["text"] == say(house, "slack.too_long")


def test_words_reach_the_coach_as_they_were_typed(house: SlackHouse) -> None:
    typed = (
        f"<@{COACH}> R&amp;D &lt;UK&gt; at <http://acme.test|acme.test>, ask <@U9|ana> &amp;amp;"
    )
    house.send_event(direct_message(INES, typed))
    house.slack.wait_for(1)
    assert house.bot.heard[0].text == "R&D <UK> at acme.test, ask @ana &amp;"


def test_a_slow_answer_is_announced_and_then_given(house: SlackHouse) -> None:
    house.bot.silent = True
    house.send_event(direct_message(INES, "take your time"))
    place = f"slack:{TEAM}:{direct(INES)}"
    house.wait_until(lambda: bool(house.turns(place)))
    house.clock.pass_seconds(9)
    assert house.slack.wait_for(1)[0]["text"] == say(house, "slack.still_trying")
    house.bot.silent = False
    house.clock.pass_seconds(12)
    assert house.slack.wait_for(2)[1]["text"] == "You said: take your time"


def test_a_failed_turn_is_owned_up_to(house: SlackHouse) -> None:
    house.bot.silent = True
    house.send_event(direct_message(INES, "anybody there?"))
    place = f"slack:{TEAM}:{direct(INES)}"
    house.wait_until(lambda: bool(house.turns(place)))
    house.clock.pass_seconds(61)
    assert house.slack.wait_for(1)[-1]["text"] == say(house, "slack.failed")
    assert house.turns(place)[0].state is TurnState.FAILED
