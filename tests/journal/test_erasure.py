"""Personal values: sealed from the first day, gone with their key, the chain whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linqiao.folder.export import open_event
from linqiao.intake.models import Message
from linqiao.journal.compounds import inside
from linqiao.journal.fields import Sealed
from linqiao.journal.models import Compound, Entry
from linqiao.journal.seal import ERASED, SealBroken, erase_keys, seal, seal_pieces, unseal
from linqiao.journal.verify import verify_chain
from linqiao.places.models import Resident
from tests import make

NAME, PHONE, WORDS = "欧阳独一无二", "000-7777-1234", "独一无二的话"


@pytest.mark.django_db
def test_a_sealed_value_opens_with_its_own_key_only() -> None:
    world = make.world()
    with inside(world.code):
        token = seal("person:V01", NAME)
        assert NAME not in token
        assert unseal(token) == NAME
        with pytest.raises(SealBroken):
            unseal(token.replace("person:V01", "person:V02"))


@pytest.mark.django_db
def test_an_erased_piece_leaves_the_others_readable() -> None:
    world = make.world()
    with inside(world.code):
        token = seal_pieces([("household:1-1-101", "甲"), ("household:1-1-102", "乙")])
        erase_keys(["household:1-1-101"], 1)
        assert unseal(token) == f"{ERASED}乙"


@pytest.mark.django_db
def test_what_is_sealed_after_an_erasure_stands_under_a_new_key() -> None:
    world = make.world()
    with inside(world.code):
        before = seal("household:1-1-101", NAME)
    world.must("privacy.erase", household="1-1-101")
    make.resident(world, "1-1-101", NAME, "")
    with inside(world.code):
        after = Resident.objects.get(household="1-1-101", seq=world.count).name
        assert unseal(before) == ERASED
        assert after.text == NAME
        assert after.token.startswith("household:1-1-101~2~")
    world.must("privacy.erase", household="1-1-101")
    with inside(world.code):
        assert unseal(after.token) == ERASED
    assert verify_chain(Compound.objects.get(code=world.code)) == []


@pytest.mark.django_db
def test_a_code_that_nobody_knows_is_sealed_with_its_refused_event() -> None:
    world = make.world()
    answer = world.take(
        "payment", round="R1", household=PHONE, amount="1.00", method="cash", reference="x"
    )
    assert answer.reason == "unknown_reference"
    with inside(world.code):
        row = Entry.objects.get(seq=answer.seq)
        assert PHONE not in row.payload + row.words
        assert open_event(row)["household"] == PHONE


@pytest.mark.django_db
def test_signs_that_part_tokens_may_stand_in_an_author_or_an_id() -> None:
    world = make.world()
    for by in ("V 01", "V01~2", "V%20"):
        assert world.take("nope", by=by, id=f"m {by}", name=NAME).reason == "unknown_type"
    world.must("privacy.erase", code="V01")
    with inside(world.code):
        for row in Entry.objects.filter(type="nope"):
            assert open_event(row)["name"] == NAME
    assert verify_chain(Compound.objects.get(code=world.code)) == []


@pytest.mark.django_db
def test_open_text_cannot_be_written_into_a_sealed_column() -> None:
    world = make.world()
    with inside(world.code), pytest.raises(TypeError, match="sealed value"):
        Resident(household="1-1-101", name=NAME, phone="", flags="", seq=1).save()


@pytest.mark.django_db
def test_erasing_a_household_takes_its_line_out_of_a_chain_and_breaks_nothing() -> None:
    world = make.world()
    make.opened_round(world)
    text = f"#接龙\n1. 1-1-101 {NAME} 鸡蛋1板\n2. 1-2-301 豆腐2块"
    raw = world.raw(
        "message",
        at="2022-08-26T09:00:00+08:00",
        round="R1",
        channel="jielong",
        sender="1-1-101甲",
        text=text,
    )
    make.record(world.code, raw, make.REPLAY)
    world.must("privacy.erase", household="1-1-101")
    with inside(world.code):
        left = Message.objects.get(event_id=raw["id"]).text
        assert isinstance(left, Sealed)
        assert NAME not in left.text
        assert "1-2-301 豆腐2块" in left.text
    assert verify_chain(Compound.objects.get(code=world.code)) == []


@pytest.mark.django_db
def test_all_is_erased_only_once_the_day_has_come() -> None:
    world = make.world()
    world.must("handover.complete")
    world.must("campaign.close", at="2022-09-06T19:45:00+08:00")
    world.must("privacy.purge", at="2022-09-06T19:50:00+08:00", after_days=30)
    assert world.take("privacy.erase", at="2022-10-05T09:00:00+08:00").reason == "wrong_state"
    assert world.take("privacy.erase", at="2022-10-06T09:00:00+08:00").accepted
    with inside(world.code):
        assert Resident.objects.first().name.text == ERASED


def _linqiao(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LINQIAO_DB": url}
    command = [sys.executable, "-c", "from linqiao.cli import main; main()", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(
    "postgresql" in os.environ.get("LINQIAO_TEST_DB", ""), reason="searches an SQLite file"
)
def test_after_erasure_no_byte_of_the_database_file_holds_the_person(tmp_path: Path) -> None:
    """The file is searched for the name and for the key that sealed it."""
    import sqlite3

    file = tmp_path / "one.sqlite3"
    url = f"sqlite:///{file}"
    demo = Path(__file__).parents[2] / "demo" / "campaign"
    folder = tmp_path / "campaign"
    folder.mkdir()
    for path in demo.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    residents = (folder / "residents.csv").read_text(encoding="utf-8").splitlines()
    household = residents[1].split(",")[0]
    residents.insert(1, f"{household},{NAME},{PHONE},")
    (folder / "residents.csv").write_text("\n".join(residents) + "\n", encoding="utf-8")
    (folder / "events.jsonl").write_text("", encoding="utf-8")
    assert _linqiao(url, "replay", str(folder)).returncode == 0
    with sqlite3.connect(file) as connection:
        (secret,) = connection.execute(
            "SELECT secret FROM journal_key WHERE name = ?", [f"household:{household}"]
        ).fetchone()
    connection.close()
    assert NAME.encode() not in file.read_bytes()
    done = _linqiao(url, "erase", "--household", household)
    assert done.returncode == 0, done.stderr
    for path in tmp_path.glob("one.sqlite3*"):
        content = path.read_bytes()
        assert NAME.encode() not in content
        assert PHONE.encode() not in content
        assert bytes(secret)[1:] not in content
    checked = _linqiao(url, "verify")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.django_db
def test_the_journal_never_holds_a_name_in_the_open() -> None:
    world = make.world()
    make.resident(world, "1-1-102", NAME, "elder_alone")
    with inside(world.code):
        for payload in Entry.objects.values_list("payload", flat=True):
            assert NAME not in payload
            assert "elder_alone" not in payload
