"""Every table. Column names are the field names of the domain's values.

The schema that runs is made by `migrations/`; a test compares the two on both databases. No
foreign key cascades: whoever erases must say what.
"""

from coaching.store.tables.base import metadata
from coaching.store.tables.contents import playbooks, publications, settings
from coaching.store.tables.deals import (
    activities,
    contacts,
    deals,
    follow_ups,
    known,
    objections,
)
from coaching.store.tables.people import logins, managements, memberships, people, teams, tokens
from coaching.store.tables.post import deliveries, posts, slack_people
from coaching.store.tables.quiz import quiz_standings
from coaching.store.tables.talks import events, payloads, replies, sessions, turns

__all__ = [
    "activities",
    "contacts",
    "deals",
    "deliveries",
    "events",
    "follow_ups",
    "known",
    "logins",
    "managements",
    "memberships",
    "metadata",
    "objections",
    "payloads",
    "people",
    "playbooks",
    "posts",
    "publications",
    "quiz_standings",
    "replies",
    "sessions",
    "settings",
    "slack_people",
    "teams",
    "tokens",
    "turns",
]
