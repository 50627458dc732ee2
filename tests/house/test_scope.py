"""The wall between compounds: every table behind it, reading and writing."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from linqiao.journal.compounds import scope_of
from linqiao.journal.models import Compound, CompoundModel
from linqiao.journal.scope import ScopeBroken, ScopeMissing, within
from tests import make

DOMAIN = [model for model in apps.get_models() if issubclass(model, CompoundModel)]
pytestmark = pytest.mark.django_db


@pytest.fixture
def compounds() -> tuple[Compound, Compound]:
    """Two compounds with the same world in each."""
    for code in ("east", "west"):
        make.world(code)
    return Compound.objects.get(code="east"), Compound.objects.get(code="west")


def rows_of(head: Compound, model: type[CompoundModel]) -> list[CompoundModel]:
    with within(scope_of(head)):
        return list(model.objects.all()[:3])


def test_every_table_but_the_heads_is_behind_the_wall() -> None:
    own = {model for model in apps.get_models() if model.__module__.startswith("linqiao.")}
    assert own - set(DOMAIN) == {Compound}


@pytest.mark.parametrize("model", DOMAIN, ids=lambda model: model.__name__)
def test_keys_begin_with_the_compound(model: type[CompoundModel]) -> None:
    options = model._meta
    unique = [c for c in options.constraints if isinstance(c, models.UniqueConstraint)]
    for constraint in unique:
        assert constraint.fields[0] == "compound", constraint.name
    for index in options.indexes:
        assert index.fields[0] == "compound", index.name
    alone = [f.name for f in options.concrete_fields if f.unique and not f.primary_key]
    assert alone == []
    assert not options.unique_together


@pytest.mark.parametrize("model", DOMAIN, ids=lambda model: model.__name__)
def test_the_compound_is_the_only_foreign_key(model: type[CompoundModel]) -> None:
    links = {field.name for field in model._meta.get_fields() if field.is_relation}
    assert links == {"compound"}
    assert model._meta.get_field("compound").remote_field.on_delete is models.PROTECT


@pytest.mark.parametrize("model", DOMAIN, ids=lambda model: model.__name__)
def test_a_table_without_scope_answers_with_an_error(model: type[CompoundModel]) -> None:
    manager: Any = model._default_manager
    for read in (manager.all, manager.count, manager.first, manager.get_queryset):
        with pytest.raises(ScopeMissing):
            read()
    with pytest.raises(ScopeMissing):
        model()


def test_one_compound_never_sees_anothers_rows(compounds: tuple[Compound, Compound]) -> None:
    seen = 0
    for head in compounds:
        for model in DOMAIN:
            owners = [row.compound_id for row in rows_of(head, model)]
            assert set(owners) <= {head.pk}, model.__name__
            seen += len(owners)
    assert seen > 0


def test_writing_across_the_wall_is_an_error(compounds: tuple[Compound, Compound]) -> None:
    from linqiao.people.models import Volunteer

    east, west = compounds
    stray = rows_of(east, Volunteer)[0]
    before = len(rows_of(west, Volunteer))
    with within(scope_of(west)):
        for write in (stray.save, stray.delete):
            with pytest.raises(ScopeBroken):
                write()
        with pytest.raises(ScopeBroken):
            Volunteer.objects.bulk_create([stray])
        with pytest.raises(ScopeBroken):
            Volunteer.objects.write_back([stray], ["state"])
        with pytest.raises(ScopeBroken):
            Volunteer.objects.all().update(compound=east)
        with pytest.raises(ScopeBroken):
            Volunteer.objects.create(compound=east, code="V99")
    assert len(rows_of(west, Volunteer)) == before


def test_an_update_stays_inside(compounds: tuple[Compound, Compound]) -> None:
    from linqiao.catalogue.models import Item

    east, west = compounds
    with within(scope_of(east)):
        Item.objects.update(name="changed")
    assert "changed" not in {row.name for row in rows_of(west, Item)}


def test_a_query_stays_in_the_compound_in_which_it_was_made(
    compounds: tuple[Compound, Compound],
) -> None:
    from linqiao.catalogue.models import Item

    east, west = compounds
    with within(scope_of(east)):
        lazy = Item.objects.all()
    with within(scope_of(west)):
        assert {row.compound_id for row in lazy} == {east.pk}
        assert Item.objects.filter(pk__in=[row.pk for row in lazy]).count() == 0
