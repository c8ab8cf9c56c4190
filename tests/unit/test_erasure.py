"""What is left of a lead that was forgotten."""

from dataclasses import replace

from outreach.domain.correction import Correction
from outreach.domain.erasure import NOWHERE, erased, is_erased, nameless
from outreach.domain.ids import Domain
from outreach.domain.instruction import Instruction, InstructionKind
from world.builders import NOON, a_lead, a_touch, an_enrollment


def test_nothing_clear_is_left_and_the_person_is_found_again():
    jane = a_lead(timezone="Europe/Berlin")
    left = erased(jane)
    assert (left.address, left.domains, left.fields, left.timezone) == ("", (NOWHERE,), {}, None)
    assert (left.lead_id, left.recipient) == (jane.lead_id, jane.recipient)
    assert Domain("erased.invalid") == NOWHERE


def test_who_has_no_address_is_erased():
    assert is_erased(erased(a_lead())) is True
    assert is_erased(a_lead()) is False


def test_what_was_corrected_goes_with_the_rest():
    jane = a_lead(corrections=(Correction(NOON, "ada", {"first_name": "Jan"}),))
    assert erased(jane).corrections == ()


def test_words_of_operators_go_with_the_lead_and_what_was_said_and_done_stays():
    said = Instruction(InstructionKind.STOP, NOON, "ada", "Jane called", 0, 1)
    touch = a_touch(reopened_by="ada", reopened_because="Jane asked")
    seen = replace(an_enrollment(), touches={0: touch}, instructions=(said,))
    assert nameless(seen) == replace(
        seen,
        lead=erased(seen.lead),
        touches={0: replace(touch, reopened_because=None)},
        instructions=(replace(said, because=None),),
    )
