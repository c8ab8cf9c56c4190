"""The net for wishes that are worded as nobody had foreseen: what it catches, and what it lets through."""

import pytest

from outreach.domain.inbound.unsubscribe_request import Wish, read_wish
from outreach.domain.inbound.wish_net import is_caught


@pytest.mark.parametrize(
    "sentence",
    [
        "Who gave you permission to write to me?",
        "Could you leave my address out of your next mailing, skipping me?",
        "Let this be your last mail.",
        "Marked as rubbish.",
        "C'est du harcèlement.",
        "Nobody from your firm may write to us again.",
        "No, not now and not ever.",
        "I never asked for this.",
        "Ich ziehe meine Einwilligung zurück.",
        "Bitte loeschen Sie meine Kontaktdaten",
        "Wyrzućcie mnie stąd",
        "Забудьте мой адрес.",
        "Thanks, we met before, but forget my address",
    ],
)
def test_ending_refusing_and_complaining_are_caught(sentence: str) -> None:
    assert is_caught(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        # Declined, and no more
        "No, thank you.",
        "Not interested, thanks.",
        "Nein, das brauchen wir nicht.",
        "Non, nous n'en avons pas besoin.",
        # A date, a thing, somebody else, interest
        "Please do not write to me before May.",
        "Forget my question.",
        "My colleague wants no more mails.",
        "No, on the contrary, send me your mails.",
        # What happened to a mail
        "I have never received your mails.",
        "Your mails have not arrived at my address.",
        # Not to be forgotten, and no complaint
        "Do not forget my address.",
        "This is not illegal here.",
        # Somebody's address
        "Never write to me here but at jane@acme.example.",
        # A question
        "Do you never send mails to my address?",
        # Twice "not" is once in some languages
        "Nous n'avons jamais fait cela.",
        "Non l'abbiamo mai fatto.",
        # A "me" that belongs to the verb
        "Non mi occupo più di questo.",
        # One angry word of a language that nothing else is in
        "Lulu went home after dinner with Peter and Anna.",
        # A story
        "Over there at the old mill they told us that they had sat all day and drunk their tea and never more found the way to me",
    ],
)
def test_what_an_ordinary_reply_is_about_is_let_through(sentence: str) -> None:
    assert not is_caught(sentence)


def test_what_is_caught_is_possible_and_never_certain() -> None:
    assert read_wish("Re: Hello", "Bitte loeschen Sie meine Kontaktdaten") is Wish.POSSIBLE
    assert read_wish("Re: Hello", "It is a nice day. " * 30 + "\n\nI never asked for this.") is Wish.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Schreiben Sie mir nicht vor Montag, dann gern.",
        "Please do not write to me on Monday.",
    ],
)
def test_a_date_makes_a_wish_doubtful(text: str) -> None:
    assert read_wish("Re: Hello", text) is not Wish.CERTAIN
