"""A long list is done in two processes, with the results that one process would give, in its order."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from outreach.domain.address import Address
from outreach.reading import two_processes
from outreach.reading.two_processes import ahead, mapped
from outreach.rendering.trial import TrialRenderer
from world.builders import a_campaign
from world.elsewhere import HeldBack, KnownHere, dies_elsewhere, doubled, fails_at, own_process

TEMPLATES = {
    "intro.subject.txt": "Hello {{ first_name }}",
    "intro.txt": "{{ first_name }} {{ unsubscribe_url }}",
    "intro.html": "<p>{{ first_name }} {{ unsubscribe_url }}</p>",
}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(two_processes, "_CHUNK", 3)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process waits for the other one as soon as it has any chunk of its own."""
    monkeypatch.setattr(two_processes, "_AHEAD", 3)


@pytest.mark.usefixtures("here")
def test_both_processes_do_their_part_and_the_order_stays() -> None:
    results = list(mapped(doubled, range(100), alone=10))
    assert [result for result, _ in results] == [number * 2 for number in range(100)]
    assert {process for _, process in results[:10]} == {os.getpid()}
    assert len({process for _, process in results}) == 2


@pytest.mark.parametrize("length", [0, 1, 10, 11, 12, 13, 14, 29])
def test_no_item_is_lost_whatever_the_length(length: int) -> None:
    assert [result for result, _ in mapped(doubled, iter(range(length)), alone=10)] == [
        number * 2 for number in range(length)
    ]


def test_a_short_list_begins_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(two_processes, "_second_process", None)
    assert len(list(mapped(doubled, range(10), alone=10))) == 10


@pytest.mark.usefixtures("here")
def test_if_the_second_process_dies_the_first_does_everything() -> None:
    function = partial(dies_elsewhere, os.getpid())
    assert list(mapped(function, range(50), alone=5)) == [number * 2 for number in range(50)]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("program", ["", "/nowhere/python", shutil.which("false")])
def test_if_no_second_process_begins_the_first_does_everything(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert [result for result, _ in mapped(doubled, range(50), alone=5)] == [
        number * 2 for number in range(50)
    ]


@pytest.mark.usefixtures("here")
def test_nobody_reads_of_what_fails_in_the_second_process(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(mapped(KnownHere(os.getpid()), range(50), alone=5)) == [number * 2 for number in range(50)]
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_pickled_is_done_here() -> None:
    assert list(mapped(lambda number: number + 1, range(50), alone=5)) == list(range(1, 51))


@pytest.mark.parametrize("bad", [2, 6, 30])
def test_an_error_is_raised_as_it_is(bad: int) -> None:
    with pytest.raises(ValueError, match=f"^{bad}$"):
        list(mapped(partial(fails_at, bad), range(50), alone=5))


@pytest.mark.usefixtures("here")
def test_leads_are_tried_in_another_process_with_the_same_words() -> None:
    """The one value that breaks a header is found wherever it is tried."""
    campaign = a_campaign(templates=TEMPLATES, fields={"first_name": None})
    trial = partial(TrialRenderer("https://us.example/u").problem, campaign, Address("a@b.example", ()))
    leads = [{"first_name": "Jane\nBcc: x@y.example" if number % 7 == 0 else "Jané"} for number in range(40)]
    alone = [trial(lead) for lead in leads]
    assert list(mapped(trial, leads, alone=0)) == alone
    assert len(set(alone)) == 2


def taken_ahead(function: Callable[[int], Any], numbers: Iterable[int], alone: int = 10) -> list[Any]:
    """Give the numbers one by one; return all results in their order."""
    with ahead(function, alone) as second:
        results = [result for number in numbers for result in second.give(number)]
        return [*results, *second.rest()]


@pytest.mark.parametrize("length", [0, 1, 3, 10, 11, 13, 29, 100])
def test_what_is_given_ahead_comes_back_in_its_order(length: int) -> None:
    results = taken_ahead(doubled, range(length))
    assert [result for result, _ in results] == [number * 2 for number in range(length)]


def test_a_few_items_begin_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(two_processes, "_second_process", None)
    assert len(taken_ahead(doubled, range(9), alone=9)) == 9


def test_the_second_process_works_while_the_first_does_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(two_processes, "_BEHIND", sys.maxsize)
    with ahead(own_process, 0) as second:
        there: list[int] = []
        while not there:  # whoever gives goes on, and nothing is done here
            there += second.give(1)
        assert os.getpid() not in there


@pytest.mark.parametrize("function", [partial(dies_elsewhere, os.getpid()), KnownHere(os.getpid())])
def test_what_the_second_process_does_not_do_ahead_the_first_one_does(
    capfd: pytest.CaptureFixture[str], function: Callable[[int], int]
) -> None:
    assert taken_ahead(function, range(50)) == [number * 2 for number in range(50)]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("program", ["", "/nowhere/python", shutil.which("false")])
def test_without_a_second_process_the_first_does_what_is_given_ahead(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert [result for result, _ in taken_ahead(doubled, range(50))] == [number * 2 for number in range(50)]


@pytest.mark.parametrize("bad", [2, 30, 49])
def test_an_error_ahead_is_raised_as_it_is(bad: int) -> None:
    with pytest.raises(ValueError, match=f"^{bad}$"):
        taken_ahead(partial(fails_at, bad), range(50), alone=5)


def test_the_first_process_helps_when_the_second_is_far_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(two_processes, "_BEHIND", 2)
    done_here: list[int] = []
    held = HeldBack(os.getpid(), str(tmp_path / "go"))
    with ahead(held, 0) as second:
        for number in range(30):
            assert list(second.give(number)) == []  # the second process holds the first chunk
        done_here += [number for chunk in second._begun for number in chunk.done or ()]
        (tmp_path / "go").touch()
        assert list(second.rest()) == [number * 2 for number in range(30)]
    assert len(done_here) == 30 - 3 * 2
