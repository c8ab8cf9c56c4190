"""Whether a reply as a whole is more like a wish for no more mails, or like an ordinary reply."""

import importlib
from pathlib import Path

import pytest

from outreach.domain.inbound import reply_weight
from outreach.domain.inbound.reply_signs import LANGUAGES, shown_by, signs_of
from outreach.domain.inbound.reply_weight import Leaning, weighed
from outreach.domain.inbound.topic_words_talk import TOPICS_OF_TALK
from outreach.domain.inbound.topic_words_trade import TOPICS_OF_TRADE
from outreach.domain.inbound.topic_words_wish import TOPICS_OF_WISHES
from outreach.domain.inbound.unsubscribe_request import Wish, read_wish
from outreach.domain.inbound.wish_points import WORTH
from outreach.domain.inbound.wish_words import Part
from world.wishes import replies_in

TABLES = (TOPICS_OF_WISHES, TOPICS_OF_TRADE, TOPICS_OF_TALK)
TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("wish_points")


def test_every_topic_has_words_in_every_language() -> None:
    assert [topic for table in TABLES for topic, words in table.items() if set(words) != set(LANGUAGES)] == []
    assert [
        words for table in TABLES for topic in table.values() for words in topic.values() if not words
    ] == []


def test_no_topic_has_the_name_of_another_or_of_a_part() -> None:
    names = [*(str(part) for part in Part), *(topic for table in TABLES for topic in table)]

    assert len(names) == len(set(names))


def test_each_sign_is_worth_something_once() -> None:
    signs = [sign for listed in WORTH.values() for sign in listed.split()]

    assert len(signs) == len(set(signs))
    assert 0 not in WORTH


def test_signs_have_no_language() -> None:
    english, german = (
        signs_of([text]) for text in ("What does the delivery cost?", "Was kostet die Lieferung?")
    )

    assert {"price", "delivery", "delivery+price", "?price", "mark?", "one-sentence"} <= english & german


def test_russian_is_read_in_latin_letters() -> None:
    assert signs_of(["Ya khochu chtoby vy udalili moyu pochtu, spam nadoel"]) >= {"erase", "spam"}


def test_a_topic_is_paired_with_those_of_its_own_sentence() -> None:
    assert "address+delivery" not in signs_of(["Here is my address.", "When is the delivery?"])


def test_what_is_near_a_request_is_a_sign() -> None:
    assert "may-wish" in signs_of(["Please take me off your list."])
    assert "is-caught" in signs_of(["Let this be your last mail."])
    assert not {"may-wish", "is-caught"} & signs_of(["What does the delivery cost?"])


@pytest.mark.parametrize(
    ("sentences", "leaning"),
    [
        (["My inbox is not your billboard.", "Let this be the end of it."], Leaning.WISH),
        (["Third time of asking.", "The next one goes to the ICO."], Leaning.WISH),
        (["Have you got this in blue, and what does the delivery cost?"], Leaning.ORDINARY),
        (["Bitte streichen Sie Position 4 im Angebot, den Rest bestellen wir."], Leaning.ORDINARY),
        (["Ne me retirez pas de la liste, je vous prie !"], Leaning.ORDINARY),
        (["Ich kann mich nicht abmelden, der Link geht nicht."], Leaning.WISH),
        (["No, thank you."], Leaning.UNSURE),
        (["We accept."], Leaning.ORDINARY),
        (["Please see attached."], Leaning.ORDINARY),
        (["Ihre Rechnung wurde von der Buchhaltung zurückgewiesen."], Leaning.ORDINARY),
        (["Prosím, odstraňte mě z vašeho seznamu."], Leaning.UNKNOWN),
        (["配信停止"], Leaning.UNKNOWN),
        ([], Leaning.UNKNOWN),
    ],
)
def test_a_reply_leans_to_one_side(sentences: list[str], leaning: Leaning) -> None:
    assert weighed(sentences) is leaning


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        # Near a request, and yet about something else
        (
            "Proszę usunąć zdublowane zamówienie, kliknęłam dwa razy. Potrzebuję tylko jednego kartonu.",
            Wish.POSSIBLE,
        ),
        # Another language: a sentence near a request is enough
        ("Nechci už dostávat vaše e-maily, ale děkuji.", Wish.POSSIBLE),
        ("Děkuji za zprávu.", Wish.NONE),
        # Long: nothing but a sentence near a request is
        ("My inbox is not your billboard. " * 30, Wish.NONE),
    ],
)
def test_what_the_weight_of_a_reply_decides(text: str, wish: Wish) -> None:
    assert read_wish("Re: Hello", text) is wish


def test_the_table_is_written_as_it_stands(tool) -> None:
    """Whether it is what the replies give, `tools/wish_points.py` says: it takes a minute."""
    table = {sign: worth for worth, signs in WORTH.items() for sign in signs.split()}

    assert tool.written(table) == tool.TABLE.read_text("utf-8")


def shows(tool, *signs: str, held: bool):
    return tool.Example(dict.fromkeys((tool.BASE, *signs), 1.0), held, weight=1.0)


def test_a_sign_is_worth_more_the_more_often_requests_show_it(tool) -> None:
    examples = [
        *(shows(tool, "address", held=True),) * 9,
        *(shows(tool, "price", held=False),) * 9,
        shows(tool, "address", "price", held=True),
    ]

    worth = tool.learned(examples)

    assert worth["address"] > 0 > worth["price"]
    assert tool.learned(examples) == worth


def test_one_reply_moves_a_sign_by_little(tool) -> None:
    worth = tool.learned([shows(tool, "address", held=True), shows(tool, "price", held=False)])

    assert 0 < worth["address"] <= tool.MOST_FOR_ONE
    assert 0 > worth["price"] >= -tool.MOST_FOR_ONE


def test_few_signs_are_kept(tool, monkeypatch) -> None:
    monkeypatch.setattr(tool, "KEPT", 1)
    example = shows(tool, "address", "price", held=True)

    assert tool.best_of([example], {"address": 0.5, "price": -2.0})[0].shown == {tool.BASE: 1.0, "price": 1.0}


def test_the_words_of_a_reply_are_signs_and_weigh_the_same_in_all() -> None:
    few, many = (
        shown_by(["Stop it, unsubscribe."]),
        shown_by(["Stop it, please unsubscribe me from this today."]),
    )

    assert {"=stop", "=it", "=unsubscribe", "=unsub*"} == {sign for sign in few if sign.startswith("=")}
    assert few["=stop"] > many["=stop"]
    for shown in (few, many):
        squares = sum(much * much for sign, much in shown.items() if sign.startswith("="))
        assert squares == pytest.approx(81)
    assert few["one-sentence"] == many["one-sentence"] == 1


def test_a_reply_without_a_sign_of_a_wish_is_ordinary_whatever_it_weighs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reply_weight, "_TO_BE_READ", -1_000_000)

    assert weighed(["Here is another email"]) is Leaning.ORDINARY
    assert weighed(["Your price is too high, and we will not pay it."]) is Leaning.UNSURE


def test_few_everyday_replies_wait() -> None:
    replies = replies_in("everyday", "ordinary")
    waiting = [reply for reply in replies if read_wish("Re: Hello", reply.text) is not Wish.NONE]

    assert {reply.language for reply in replies} == set(LANGUAGES)
    assert len(waiting) <= 0.05 * len(replies), waiting


def test_who_is_only_unsure_is_unsubscribed_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Please remove me from your list."
    assert read_wish("Re: Hello", text) is Wish.CERTAIN

    monkeypatch.setattr(reply_weight, "_IN_EVERY_REPLY", -sum_of(text) - 1)

    assert weighed([text]) is Leaning.UNSURE
    assert read_wish("Another subject, so that no kept answer is given", text) is Wish.POSSIBLE


def sum_of(text: str) -> float:
    worth = {sign: points for points, signs in WORTH.items() for sign in signs.split()}
    return sum(worth.get(sign, 0) * much for sign, much in shown_by([text]).items())
