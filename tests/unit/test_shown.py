"""What of a stranger's name and subject a person of ours sees beside our own address."""

import sys
import unicodedata

import pytest

from outreach.domain.inbound.shown import shown_name, shown_text

DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u2060\u2061\u2065\u206f\u2800"
    "\u3164\ufe00\ufe0f\ufeff\uffa0\ufff0\ufff9\ufffb\ue000\ud800\U0001d159\U0001d173\U000e0001\U000e0041"
    "\U000e0100\U000f0000\U0010ffff"
)


@pytest.mark.parametrize("mark", DIRECTION_MARKS + INVISIBLE, ids=ascii)
def test_what_nobody_sees_is_left_out(mark):
    assert shown_text(f"Hel{mark}lo{mark} Jane{mark}") == "Hello Jane"
    assert shown_name(f"{mark}Ja{mark}ne") == "Jane"
    assert shown_name(mark * 9) == shown_text(mark * 9) == ""


def test_no_mark_of_direction_and_no_other_character_of_format_without_ink_is_forgotten():
    """Unicode's category Cf, but for the signs of number and of verse, which people see."""
    seen = {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}
    unseen = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) == "Cf"
        and (unicodedata.name(character, "").partition(" ")[0] not in seen or character == "\u061c")
    ]
    assert len(unseen) > 140
    assert [hex(ord(each)) for each in unseen if shown_text(f"a{each}b") not in ("ab", "")] == []


@pytest.mark.parametrize(
    "name",
    [
        *("Jane", "Jané Müller", "J. R. Smith", "Jane Doe Ph.D.", "O'Brien", "Doe (EXT)", "Jane / Acme"),
        *("Иван Петров", "Γιώργος", "山田 太郎", "김민수", "محمد علي", "דוד כהן", "अमित", "สมชาย"),
        *("Ivan Петров", "Jane 山田", "Zoë 🦊", "Nuñez-García", "Đorđe", "Þór", "Łukasz"),
    ],
)
def test_a_name_is_shown_as_it_is(name):
    assert shown_name(name) == name


@pytest.mark.parametrize(
    ("name", "posing"),
    [
        ("an address", "ceo@us.example"),
        ("an address in words", "The CEO ceo@us.example"),
        ("an at sign", "Jane @ Acme"),
        ("an at sign of full width", "ceo\uff20us.example"),
        ("a small at sign", "ceo\ufe6bus.example"),
        ("an at sign in pieces", "ceo\u200b@\u200bus.example"),
        ("a letter in a circle for an at sign", "ceo\u24d0us.example"),
        ("a domain", "us.example"),
        ("a domain in words", "Support of PayPal.Com"),
        ("a domain with a dot of full width", "us\uff0eexample"),
        ("a domain with one dot leader", "us\u2024example"),
        ("a domain with an invisible letter", "us\u2060.\u200dexample"),
        ("a domain in another alphabet", "пример.рф"),
        ("a mailbox", "Jane <ceo"),
        ("a mailbox of full width", "Jane \uff1cceo\uff1e"),
        ("a quote", 'Jane "x'),
        ("a list", "Jane, Bob"),
        ("a group", "Team: Jane"),
        ("a Cyrillic letter in a Latin name", "P\u0430ypal"),
        ("a Greek letter in a Latin name", "J\u03bfhn Smith"),
        ("an Armenian letter in a Latin name", "J\u0585hn"),
        ("a Cherokee letter in a Latin name", "\u13daavid"),
        ("a Latin letter in a Cyrillic name", "Ив\u0061н"),
        ("a turned-round address", "\u202eelpmaxe.su@oec"),
        ("a header of its own", "a\r\nBcc: eve"),
        ("an encoded word", "=?utf-8?q?a?="),
        ("an encoded word in pieces", "=\u200b?utf-8?q?a?="),
        ("nothing", ""),
        ("blanks", " \u00a0\u3000\u2003"),
    ],
    ids=lambda value: value if value.isascii() and len(value) < 60 else ascii(value),
)
def test_a_name_that_poses_as_something_else_is_not_shown(name, posing):
    assert shown_name(posing) == "", name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\U0001d409\U0001d41a\U0001d427\U0001d41e", "Jane"),
        ("\uff2aane", "Jane"),
        ("Jane\u00a0\u2003Doe", "Jane Doe"),
        ("Jane\u202e\u2066 Doe", "Jane Doe"),
    ],
)
def test_a_name_in_letters_of_ornament_is_shown_in_plain_ones(written, shown):
    assert shown_name(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Re: Hello", "Re: Hello"),
        ("Re: \u202egnp.exe\u202c", "Re: gnp.exe"),
        ("Re:\u200b Angebot für 山田 🦊", "Re: Angebot für 山田 🦊"),
        ("write to bob@acme.example", "write to bob@acme.example"),
        ("a\r\nBcc: eve", ""),
        ("a\x00b", ""),
        ("=\u2060?utf-8?q?a?=", ""),
        ("\u200b\u200b", ""),
    ],
    ids=ascii,
)
def test_a_subject_is_shown_as_it_is_without_what_nobody_sees(written, shown):
    assert shown_text(written) == shown


def test_a_name_that_grows_when_it_is_made_plain_stays_bounded():
    assert len(shown_name("\ufdfa" * 10_000)) < 10_000
