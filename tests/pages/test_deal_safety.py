"""Whatever people write about deals stays text, and the pages keep to their policy."""

import re
from dataclasses import replace

from tests.pages.deal_house import DealHouse
from tests.pages.deal_visits import FULL, full_deal, see
from tests.pages.test_import_page import upload
from tests.pages.test_safety import EVIL, Seen
from tests.services.house import REP


def evil_pages(house: DealHouse) -> dict[str, str]:
    made = full_deal(house, EVIL)
    rep = see(house, replace(REP, name=EVIL))
    wrong = {**FULL, "company": EVIL, "amount": EVIL, "version": "1"}
    pages = {path: rep.get(path).text for path in ("/deals", f"/deals/{made.id}", "/follow-ups")}
    pages["/deals/new"] = rep.post("/deals/new", data=wrong).text
    pages["refused"] = rep.post(f"/deals/{made.id}", data=wrong).text
    quoted = '"' + EVIL.replace('"', '""') + '"'
    pages["/deals/import"] = upload(
        rep, f"company,stage,{quoted}\n{quoted},{quoted},x\n".encode()
    ).text
    return pages


def test_what_people_write_stays_text_and_arrives_unchanged(house: DealHouse) -> None:
    for path, text in evil_pages(house).items():
        seen = Seen(text)
        assert "<script>alert" not in text, path
        assert [tag for tag, _ in seen.tags if tag == "img"] == [], path
        assert EVIL in seen.text or EVIL in [a.get("value") for _, a in seen.tags], path


def test_the_pages_keep_to_their_policy(house: DealHouse) -> None:
    for path, text in evil_pages(house).items():
        for tag, attributes in Seen(text).tags:
            assert "style" not in attributes, path
            assert not [name for name in attributes if name.startswith("on")], path
            if tag == "script":
                assert (attributes.get("src") or "").startswith("/static/"), path
            for name in ("src", "href", "action"):
                assert not re.match(r"(https?:)?//|javascript:", attributes.get(name) or ""), path


def test_every_field_has_a_label_and_every_id_is_there_once(house: DealHouse) -> None:
    for path, text in evil_pages(house).items():
        tags = Seen(text).tags
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        labelled = {attributes.get("for") for tag, attributes in tags if tag == "label"}
        for tag, attributes in tags:
            if tag in ("input", "select", "textarea") and attributes.get("type") != "hidden":
                assert attributes.get("id") in labelled, (path, attributes)
