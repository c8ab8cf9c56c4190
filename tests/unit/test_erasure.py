"""What is left of a lead that was forgotten."""

from outreach.domain.correction import Correction
from outreach.domain.erasure import NOWHERE, erased, is_erased
from outreach.domain.ids import Domain
from world.builders import NOON, a_lead


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
