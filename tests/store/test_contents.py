"""Playbooks and settings."""

from coaching.store.engine import SqlStore, open_store
from tests.store.factories import NOW, PLAYBOOK, later

DOCUMENTS = {"b.yml": {"z": 1, "a": [1.5, None, True, "ä 👩‍🚀"]}, "a.yml": {}}


def test_a_published_playbook_is_kept_as_it_was(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.publish_playbook("hash-2", DOCUMENTS, NOW)
        writes.commit()
    with store.reading() as reads:
        kept = reads.playbook("hash-2")
        assert kept == DOCUMENTS
        assert list(kept or ()) == ["b.yml", "a.yml"]
        assert reads.playbook("hash-none") is None
        assert reads.latest_playbook() == "hash-2"


def test_publishing_again_makes_it_the_latest_and_changes_nothing_else(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.publish_playbook("hash-2", DOCUMENTS, NOW)
        writes.publish_playbook(PLAYBOOK, {"other": "documents"}, later(1))
        writes.publish_playbook(PLAYBOOK, {"other": "documents"}, later(2))
        writes.commit()
    with store.reading() as reads:
        assert reads.latest_playbook() == PLAYBOOK
        assert reads.playbook(PLAYBOOK) == {"scenarios/price.yml": {"id": "price"}}
        assert reads.playbook("hash-2") == DOCUMENTS


def test_nothing_is_published_at_first(url: str) -> None:
    store = open_store(url)
    with store.reading() as reads:
        assert reads.latest_playbook() is None
    store.close()


def test_a_setting_is_the_last_value_set(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.set_setting("retention", "365")
        writes.set_setting("retention", "")
        writes.commit()
    with store.reading() as reads:
        assert reads.setting("retention") == ""
        assert reads.setting("none") is None
