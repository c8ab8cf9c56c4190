"""Which cell of which column is an order not to write, in the exports of usual tools and in many languages."""

import pytest

from outreach.reading import order_signs, order_stems, order_words
from outreach.reading.header_mapping import map_columns
from outreach.reading.order_columns import Kind, Verdict, kind_of, names_forbidden, verdict
from outreach.reading.order_signs import Says, listed_texts, what_it_says, words_of
from world.order_texts import INNOCENT, LANGUAGES, TOOLS, UNCLEAR, headers, rows


def meaning(header: str, cell: str, mapping: dict[str, str] | None = None) -> Verdict:
    columns = map_columns("leads.csv", ("email", header), mapping or {})
    return columns.verdict(1, cell)


@pytest.mark.parametrize(("where", "header", "cell", "expected"), [*rows(TOOLS), *rows(LANGUAGES)])
def test_a_cell_is_an_order_or_none_or_a_question(where: str, header: str, cell: str, expected: str) -> None:
    assert meaning(header, cell) == expected, where


@pytest.mark.parametrize(("why", "header", "cell", "expected"), rows(UNCLEAR))
def test_what_only_looks_like_an_order_is_asked_about(
    why: str, header: str, cell: str, expected: str
) -> None:
    assert meaning(header, cell) == expected, why


@pytest.mark.parametrize(("header", "cell"), rows(INNOCENT))
def test_usual_columns_are_no_orders_and_no_questions(header: str, cell: str) -> None:
    assert meaning(header, cell) is Verdict.NONE


def test_no_usual_header_is_taken_for_an_order_or_asked_about_for_itself() -> None:
    taken = {header: kind_of(header) for header in headers()}
    asked = {Kind.FORBIDS, Kind.PERMITS, Kind.LOOKS_LIKE_IT}
    assert {header for header, kind in taken.items() if kind in asked} == set()
    assert len(taken) > 200


@pytest.mark.parametrize(
    ("said", "cell", "expected"),
    [
        ("dnc", "perhaps", "order"),
        ("dnc", "yes", "order"),
        ("dnc", "no", "none"),
        ("dnc", "", "none"),
        ("dnc", "subscribed", "none"),
        ("dnc-unless", "yes", "none"),
        ("dnc-unless", "2024-01-01", "none"),
        ("dnc-unless", "", "order"),
        ("dnc-unless", "perhaps", "order"),
        ("dnc-unless", "unsubscribed", "order"),
        ("ignore", "unsubscribed", "none"),
        ("-", "unsubscribed", "none"),
        ("answer", "unsubscribed", "none"),
    ],
)
def test_what_a_person_says_of_a_column_decides(said: str, cell: str, expected: str) -> None:
    assert meaning("Blorb consent", cell, {"Blorb consent": said}) == expected


def test_what_a_person_says_of_one_value_decides_for_that_value() -> None:
    told = {"Marketing status=No consent": "ignore", "Marketing status=Archived": "dnc"}
    assert meaning("Marketing status", "no consent", told) is Verdict.NONE
    assert meaning("Marketing status", "Archived", told) is Verdict.ORDER
    assert meaning("Marketing status", "Unsubscribed", told) is Verdict.ORDER
    assert meaning("Marketing status", "Pending", told) is Verdict.ASK


def test_what_a_person_says_of_a_sign_is_not_said_of_other_signs() -> None:
    told = {"Do Not Contact=?": "ignore"}
    assert meaning("Do Not Contact", " ? ", told) is Verdict.NONE
    assert meaning("Do Not Contact", "!", told) is Verdict.ASK


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_column_has_a_verdict_for_everything_that_a_cell_can_say(kind: Kind) -> None:
    cells = {
        Says.EMPTY: "",
        Says.YES: "yes",
        Says.NO: "no",
        Says.NOTHING: "n/a",
        Says.NEVER: "never",
        Says.UNCLEAR: "unknown",
        Says.ENDED: "cancelled",
        Says.FORBIDS: "opted out",
        Says.MENTIONS: "vip, unsubscribed",
        Says.REFUSES: "revoked",
        Says.PERMITS: "subscribed",
        Says.DOUBT: "no consent",
        Says.DATE: "2024-01-01",
        Says.ASIDE: "do not call",
        Says.OTHER: "blorb",
    }
    assert cells.keys() == set(Says)
    for says, cell in cells.items():
        assert what_it_says(cell) is says
        assert verdict(kind, cell) in Verdict


@pytest.mark.parametrize("header", ["NeverBounce", "DeBounce", "ZeroBounce Status", "Never Bounce result"])
def test_the_name_of_a_verifying_tool_is_no_word_for_a_bounce(header: str) -> None:
    assert meaning(header, "Valid") is Verdict.NONE
    assert meaning(header, "Invalid") is Verdict.ASK


def test_a_site_is_no_order_whatever_its_name() -> None:
    assert what_it_says("Unsubscribe.com") is Says.OTHER
    assert what_it_says("opt.out") is Says.FORBIDS


@pytest.mark.parametrize(
    "header", ["Email no longer valid", "Email no. not valid", "Contact email not valid"]
)
def test_a_number_sign_hides_no_fault_of_an_address(header: str) -> None:
    assert kind_of(header) is Kind.MAY_WANT


@pytest.mark.parametrize("header", ["Contact no", "Phone number not valid", "Postal address not valid"])
def test_a_fault_of_something_else_is_no_question(header: str) -> None:
    assert kind_of(header) is Kind.DATA


TABLES = {
    name: table
    for module in (order_words, order_stems)
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict | str)
}


@pytest.mark.parametrize("name", TABLES)
def test_every_text_of_the_tables_is_written_as_it_is_compared(name: str) -> None:
    """An accent or a capital in a table would never be found."""
    for text in listed_texts(TABLES[name]):
        assert " ".join(words_of(text)) == text.replace("*", "").replace("_", " ")


@pytest.mark.parametrize("table", ["FORBIDDING", "PERMITTING", "DOUBTFUL_VALUES"])
def test_every_text_that_decides_is_understood_in_a_cell(table: str) -> None:
    says = {"FORBIDDING": {Says.FORBIDS}, "PERMITTING": {Says.PERMITS}, "DOUBTFUL_VALUES": {Says.DOUBT}}[
        table
    ]
    wrong = {
        text: what_it_says(text.replace("*", ""))
        for text in listed_texts(TABLES[table])
        if what_it_says(text.replace("*", "")) not in says
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "name",
    [
        "unsubscribed",
        "Unsubscribed 2024-05",
        "bounced_contacts_export",
        "do-not-contact",
        "blacklist",
        "Werbesperre",
        "no-marketing-list",
    ],
)
def test_a_file_whose_name_says_so_lists_people_not_to_write_to(name: str) -> None:
    assert names_forbidden(name)


@pytest.mark.parametrize(
    "name",
    [
        "leads",
        "leads after bounce check",
        "leads_cleaned",
        "not bounced",
        "subscribed_members",
        "2024-05",
        "",
    ],
)
def test_other_names_of_files_say_nothing(name: str) -> None:
    assert not names_forbidden(name)


def test_no_long_cell_is_kept_in_memory() -> None:
    before = order_signs._what_a_short_one_says.cache_info().currsize
    assert what_it_says("x" * 100_000) is Says.OTHER
    assert what_it_says(" " * 100_000) is Says.EMPTY
    assert order_signs._what_a_short_one_says.cache_info().currsize <= before + 1


def test_a_text_of_many_words_is_no_order_and_takes_no_time() -> None:
    assert what_it_says("unsubscribed " * 5_000) is Says.OTHER
    assert kind_of("unsubscribed " * 50) is Kind.FORBIDS
