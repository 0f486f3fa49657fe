"""Talks that win, by scenario: what the rep does reply by reply, and the ending it leads to. The
first talk of each is the best one."""

from tests.playbook.rehearsal import (
    ACK,
    ADVANCE,
    ANSWER,
    CLOSED,
    COMPLY,
    CONFIRM,
    EVIDENCE,
    ISOLATE,
    OPEN,
    RESTATE,
    VALUE,
    Reply,
)

WINNING: dict[str, list[tuple[list[Reply], str]]] = {
    "authority-brewery": [
        (
            [(ACK, OPEN, "how_decided"), (CLOSED, "who_votes"), (EVIDENCE, CONFIRM), (ADVANCE,)],
            "at_the_table",
        ),
        (
            [(ACK, CLOSED, "who_votes"), (OPEN, "when_meeting"), (ANSWER, CONFIRM), (ADVANCE,)],
            "step_agreed",
        ),
        ([(ACK, OPEN, "how_decided"), (EVIDENCE,), (ADVANCE,)], "paper_agreed"),
    ],
    "brushoff-clinic": [
        ([(ACK, CLOSED, "alone_at_desk"), (ADVANCE,)], "call_agreed"),
        ([(CLOSED, "alone_at_desk"), (VALUE,), (ADVANCE,)], "call_agreed"),
        ([(ACK, ADVANCE)], "slot_agreed"),
        ([(ADVANCE,)], "slot_agreed"),
    ],
    "budget-school": [
        (
            [
                (ACK, OPEN, "old_promise"),
                (RESTATE, CLOSED, "free_money"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "corridor_ordered",
        ),
        (
            [
                (ACK, OPEN, "who_agrees"),
                (RESTATE, ISOLATE, "old_promise"),
                (ACK, EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        ([(OPEN, "old_promise"), (ACK, ANSWER), (ADVANCE,)], "step_agreed"),
    ],
    "busy-restaurant": [
        ([(ACK, OPEN, "quiet_hour"), (ADVANCE,)], "call_agreed"),
        ([(CLOSED, "quiet_hour"), (ACK, OPEN, "last_breakdown"), (ADVANCE,)], "call_agreed"),
        ([(CLOSED, "quiet_hour"), (VALUE,), (ADVANCE,)], "call_agreed"),
        ([(ACK, ADVANCE)], "slot_agreed"),
    ],
    "condition-hospital": [
        ([(ACK, CLOSED, "tender"), (COMPLY, ADVANCE)], "parted_with_date"),
        ([(RESTATE, COMPLY, ADVANCE)], "parted_with_date"),
        ([(CLOSED, "scope"), (OPEN, "tender"), (COMPLY,)], "parted_knowing"),
        ([(CLOSED, "tender"), (ACK, ADVANCE)], "parted_knowing"),
        ([(ACK, COMPLY)], "parted"),
    ],
    "contract-agency": [
        (
            [
                (ACK, OPEN, "why_too_long"),
                (RESTATE, OPEN, "who_signs"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "signed",
        ),
        (
            [(ACK, OPEN, "why_too_long"), (RESTATE, ISOLATE), (EVIDENCE, CONFIRM), (ADVANCE,)],
            "step_agreed",
        ),
        (
            [(ACK, CLOSED, "coffee_today"), (ISOLATE, "why_too_long"), (ANSWER,), (ADVANCE,)],
            "step_agreed",
        ),
    ],
    "feature-museum": [
        (
            [
                (ACK, OPEN, "the_groups"),
                (RESTATE, ISOLATE, "the_move"),
                (CLOSED, "quiet_weeks"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "change_ordered",
        ),
        ([(ACK, OPEN, "the_move"), (ACK, EVIDENCE, CONFIRM), (ADVANCE,)], "step_agreed"),
        ([(ACK, ISOLATE, "the_move"), (ANSWER,), (ADVANCE,)], "step_agreed"),
    ],
    "integration-clinic": [
        (
            [
                (ACK, OPEN, "old_archive"),
                (RESTATE, OPEN, "who_wires"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "rehearsal_agreed",
        ),
        ([(ACK, OPEN, "old_archive"), (RESTATE, EVIDENCE, CONFIRM), (ADVANCE,)], "step_agreed"),
        (
            [(OPEN, "closed_weeks"), (ACK, OPEN, "old_archive"), (ANSWER,), (ADVANCE,)],
            "step_agreed",
        ),
        ([(ANSWER,), (OPEN, "old_archive"), (ACK, EVIDENCE), (ADVANCE,)], "step_agreed"),
    ],
    "need-bakery": [
        (
            [
                (ACK, OPEN, "missed_orders"),
                (RESTATE, OPEN, "who_uses_it"),
                (VALUE, CONFIRM),
                (ADVANCE,),
            ],
            "signed",
        ),
        (
            [(ACK, OPEN, "evenings"), (OPEN, "missed_orders"), (VALUE, CONFIRM), (ADVANCE,)],
            "step_agreed",
        ),
        ([(OPEN, "missed_orders"), (ACK, ANSWER), (ADVANCE,)], "step_agreed"),
    ],
    "past-failure-logistics": [
        (
            [
                (ACK, OPEN, "last_rollout"),
                (RESTATE, OPEN, "who_plans"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "four_lorries",
        ),
        ([(ACK, OPEN, "last_rollout"), (EVIDENCE, CONFIRM), (ADVANCE,)], "step_agreed"),
        (
            [(ACK, CLOSED, "empty_runs"), (OPEN, "last_rollout"), (ACK, ANSWER), (ADVANCE,)],
            "step_agreed",
        ),
        (
            [(ANSWER,), (ACK, OPEN, "last_rollout"), (RESTATE, EVIDENCE, CONFIRM), (ADVANCE,)],
            "step_agreed",
        ),
    ],
    "price-kitchen": [
        (
            [
                (ACK, OPEN, "compared_with"),
                (RESTATE, ISOLATE, "who_pays"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        (
            [(ACK, OPEN, "old_kitchen"), (RESTATE, ISOLATE, "who_pays"), (ADVANCE,)],
            "everybody_at_the_table",
        ),
    ],
    "price-payroll": [
        (
            [
                (ACK, OPEN, "compared_with"),
                (RESTATE, ISOLATE, "last_switch"),
                (ACK, EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        (
            [
                (ACK, OPEN, "last_switch"),
                (OPEN, "who_signs"),
                (EVIDENCE, CONFIRM),
                (CONFIRM,),
                (ADVANCE,),
            ],
            "signed",
        ),
        ([(OPEN, "last_switch"), (ACK, ANSWER), (ADVANCE,)], "step_agreed"),
    ],
    "rival-gym": [
        (
            [
                (ACK, OPEN, "what_he_misses"),
                (RESTATE, ISOLATE, "signed_before"),
                (ACK, EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "joined",
        ),
        ([(ACK, OPEN, "signed_before"), (EVIDENCE, CONFIRM), (ADVANCE,)], "session_agreed"),
        (
            [(CLOSED, "terms_there"), (OPEN, "signed_before"), (ACK, ANSWER), (ADVANCE,)],
            "session_agreed",
        ),
    ],
    "security-bank": [
        (
            [
                (ACK, OPEN, "behind_the_supplier"),
                (RESTATE, OPEN, "who_releases"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "review_agreed",
        ),
        (
            [(ACK, OPEN, "behind_the_supplier"), (RESTATE, EVIDENCE, CONFIRM), (ADVANCE,)],
            "step_agreed",
        ),
        (
            [
                (ACK, OPEN, "missing_papers"),
                (ISOLATE, "behind_the_supplier"),
                (EVIDENCE,),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
    ],
    "send-info-council": [
        ([(ACK, OPEN, "what_becomes_of_it"), (ADVANCE,)], "call_agreed"),
        ([(CLOSED, "what_becomes_of_it"), (ACK, VALUE), (ADVANCE,)], "call_agreed"),
        ([(ACK, OPEN, "how_a_grave_is_found"), (ADVANCE,)], "slot_agreed"),
        ([(ACK, ADVANCE)], "slot_agreed"),
    ],
    "status-quo-workshop": [
        (
            [
                (ACK, OPEN, "turned_away"),
                (RESTATE, OPEN, "one_man"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        ([(ACK, OPEN), (RESTATE, OPEN, "one_man"), (VALUE, CONFIRM), (ADVANCE,)], "step_agreed"),
        ([(ACK, OPEN, "remakes"), (OPEN, "one_man"), (ACK, ANSWER), (ADVANCE,)], "step_agreed"),
    ],
    "stop-contact-household": [
        ([(ACK, COMPLY)], "stopped"),
        ([(COMPLY,)], "stopped"),
        ([(ACK,), (COMPLY,)], "stopped"),
    ],
    "timing-hotel": [
        (
            [
                (ACK, OPEN, "saturdays"),
                (RESTATE, ISOLATE, "who_agrees"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "step_agreed",
        ),
        ([(ACK, OPEN), (OPEN, "who_agrees"), (ANSWER,), (ADVANCE,)], "step_agreed"),
        ([(ACK, OPEN, "free_days"), (RESTATE, OPEN, "who_agrees"), (ADVANCE,)], "step_ventured"),
    ],
    "trust-solar": [
        (
            [
                (ACK, OPEN, "what_counts"),
                (RESTATE, OPEN, "neighbours"),
                (OPEN, "who_decides"),
                (EVIDENCE, CONFIRM),
                (ADVANCE,),
            ],
            "signed",
        ),
        ([(ACK, OPEN), (ACK, OPEN, "neighbours"), (EVIDENCE, CONFIRM), (ADVANCE,)], "step_agreed"),
        (
            [(ACK, CLOSED, "what_counts"), (ISOLATE, "neighbours"), (EVIDENCE,), (ADVANCE,)],
            "step_agreed",
        ),
    ],
}
