"""Return dates as people write them; today is Wednesday, 5 August 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.inbound.return_date import LONGEST, read_return_date

TODAY = date(2026, 8, 5)
CASES = [
    ("I am out of the office from 3 to 14 August.", date(2026, 8, 15)),
    ("I am out of office until Monday 17 Aug and will reply then.", date(2026, 8, 18)),
    ("I will be back on 08/17/2026. For urgent matters call (555) 123-4567", date(2026, 8, 17)),
    ("I will be back in the office on 17/08/2026.", date(2026, 8, 17)),
    ("I'll be back on August 17th.", date(2026, 8, 17)),
    ("I am on annual leave returning on Monday, August 17, 2026.", date(2026, 8, 17)),
    ("I am away from August 3 - 14 with no access to email", date(2026, 8, 15)),
    ("I am away August 3 through August 14.", date(2026, 8, 15)),
    ("Ich bin bis einschließlich 14.08. nicht im Büro.", date(2026, 8, 15)),
    (
        "Ich bin vom 03.08.2026 bis zum 14.08.2026 im Urlaub. Ab dem 17.08.2026 bin ich wieder für Sie da.",
        date(2026, 8, 17),
    ),
    ("Ich bin ab Montag, 17. August wieder erreichbar.", date(2026, 8, 17)),
    ("Ich bin am 17.8. wieder im Büro", date(2026, 8, 17)),
    ("Vom 3. bis 14. August bin ich im Urlaub.", date(2026, 8, 15)),
    ("Je suis absent du 3 au 14 août. De retour le 17 août.", date(2026, 8, 17)),
    ("Je suis en congés jusqu'au 14 août 2026 inclus.", date(2026, 8, 15)),
    ("Je serai de retour lundi 17 août 2026", date(2026, 8, 17)),
    ("Estaré fuera de la oficina hasta el 14 de agosto de 2026.", date(2026, 8, 15)),
    ("Estoy de vacaciones del 3 al 14 de agosto. Regreso el 17 de agosto.", date(2026, 8, 17)),
    ("Sono in ferie dal 3 al 14 agosto. Rientrerò il 17 agosto.", date(2026, 8, 17)),
    ("Sono assente fino al 14/08/2026 compreso", date(2026, 8, 15)),
    ("Ik ben afwezig tot en met 14 augustus. Ik ben weer bereikbaar vanaf 17 augustus", date(2026, 8, 17)),
    ("Ik ben met vakantie t/m 14 augustus", date(2026, 8, 15)),
    ("Estou de férias até 14 de agosto. Voltarei no dia 17 de agosto.", date(2026, 8, 17)),
    ("Jestem na urlopie do 14 sierpnia 2026. Wracam 17 sierpnia.", date(2026, 8, 17)),
    ("Będę nieobecny od 3.08 do 14.08.2026", date(2026, 8, 15)),
    ("Jag är på semester till och med 14 augusti och åter den 17 augusti", date(2026, 8, 17)),
    ("Jeg er på ferie til og med 14. august. Jeg er tilbage mandag den 17. august", date(2026, 8, 17)),
    ("Jeg er tilbake 17.08.2026", date(2026, 8, 17)),
    ("I will be back on Monday.", date(2026, 8, 10)),
    ("I am out of the office today and will be back tomorrow", date(2026, 8, 6)),
    ("I'll be back next week", date(2026, 8, 10)),
    ("back 2026-08-17", date(2026, 8, 17)),
    ("Out of office until 2026-08-14", date(2026, 8, 15)),
    ("I am on maternity leave until June 2027", None),
    ("I was away until 1 August 2025", None),
    ("I will be back on 3 August 2026.", None),
    ("I will be back on 5 August 2026.", None),
    ("I will be back on 1 February 2027.", date(2027, 2, 1)),
    ("I will be back on 2 February 2027.", None),
    ("I am away. Call me at 08-12-34", None),
    (
        "I will be out of the office starting 08/03/2026 and will not return until 08/17/2026.",
        date(2026, 8, 18),
    ),
    ("I am out until 12/09. Regards", date(2026, 9, 13)),
    ("8月17日まで休暇をいただいております", date(2026, 8, 18)),
    ("I am out of the office, returning 5 January.", date(2027, 1, 5)),
    ("Ich bin nächste Woche wieder da", date(2026, 8, 10)),
    ("I am out of the office until Monday, 8/17.", date(2026, 8, 18)),
    (
        "Ich bin erst wieder am Montag, den 17.08.2026 erreichbar. Bis dahin wenden Sie sich an Frau X, Tel. 030 12.10.26",
        date(2026, 8, 17),
    ),
    ("I'm out of the office Aug 3-14, back Aug 17", date(2026, 8, 17)),
    ("Merci pour votre message. Actuellement en congé, je reviens le lundi 17/08.", date(2026, 8, 17)),
    ("Loman vuoksi olen poissa 14.8. asti. Palaan 17.8.", date(2026, 8, 17)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_first_day_on_which_somebody_is_there_again(text: str, expected: date | None) -> None:
    assert read_return_date(text, TODAY) == expected


def test_without_a_year_it_is_the_next_one() -> None:
    assert read_return_date("Back on 4 January.", date(2026, 12, 20)) == date(2027, 1, 4)


@given(st.text(alphabet=st.sampled_from("0123456789./- abcuntilbackmayfromto"), max_size=300))
def test_whatever_is_read_lies_ahead_and_is_plausible(text: str) -> None:
    found = read_return_date(text, TODAY)

    assert found is None or TODAY < found <= TODAY + LONGEST
