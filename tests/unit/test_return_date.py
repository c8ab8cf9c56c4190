"""Return dates as people write them; today is Wednesday, 5 August 2026."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.domain.inbound.return_date import DOUBTFUL, LONGEST, read_return_date

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


CLAUSES = [
    (
        "I will be out of the office starting Friday, August 14, returning Monday, August 24.",
        date(2026, 8, 24),
    ),
    ("Out Aug 10 - Aug 14. Happy holidays!", date(2026, 8, 15)),
    ("I'm away Thursday and Friday, back Monday.", date(2026, 8, 10)),
    ("I'm out until next week", date(2026, 8, 10)),
    ("I am available again starting 17 August.", date(2026, 8, 17)),
    ("I no longer work here as of 17 August 2026.", None),
    ("I am out sick today.", None),
    ("I am out of the office. Our company was founded on 12 August 1990.", None),
    ("Away 10th Aug to 14th Aug inclusive", date(2026, 8, 15)),
    ("No estaré disponible del 10/08/2026 al 14/08/2026", date(2026, 8, 15)),
    ("休假时间：8月10日-8月14日", date(2026, 8, 15)),
    ("我在8月15日前休假", date(2026, 8, 16)),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_each_day_means_what_its_own_clause_says(text: str, expected: date | None) -> None:
    assert read_return_date(text, TODAY) == expected


BY_LANGUAGE = {
    "Hungarian": ["Szabadságon vagyok augusztus 16-ig.", "2026.08.16-ig házon kívül vagyok.", "Legközelebb augusztus 17-én leszek újra az irodában.", "2026. augusztus 3. és 2026. augusztus 16. között nem vagyok elérhető."],
    "Romanian": ["Sunt în concediu până pe 16 august.", "Voi lipsi în perioada 3 august - 16 august.", "Revin la birou pe 17 august 2026.", "Sunt în concediu între 3 august și 16 august."],
    "Russian": ["Я в отпуске до 16 августа включительно.", "Буду отсутствовать с 3 по 16 августа.", "Вернусь 17.08.2026.", "Выйду на работу в понедельник, 17 августа."],
    "Ukrainian": ["Я у відпустці до 16 серпня.", "Мене не буде з 3 серпня по 16 серпня.", "Повернуся до роботи 17 серпня."],
    "Turkish": ["16 Ağustos tarihine kadar yıllık izindeyim.", "3 Ağustos - 16 Ağustos tarihleri arasında izinliyim.", "17 Ağustos Pazartesi tarihinde ofise döneceğim.", "17 Ağustos'ta ofiste olacağım."],
    "Greek": ["Θα απουσιάζω έως και τις 16 Αυγούστου.", "Λείπω με άδεια από 3 μέχρι 16 Αυγούστου.", "Επιστρέφω στις 17 Αυγούστου 2026."],
    "Bulgarian": ["В отпуска съм до 16 август.", "Ще се върна на 17 август."],
    "Czech": ["Mám dovolenou do 16. srpna.", "Vrátím se 17. 8. 2026."],
    "Japanese": ["8月16日まで休暇をいただいております。", "8月3日から8月16日まで不在です。8月17日より出社いたします。", "8/16まで休みます。", "夏季休業：8月3日～16日", "8月17日（月）から通常営業いたします。"],
    "Chinese": ["我休假至8月16日。", "我将于2026年8月3日至16日休假。", "我将于8月17日回来上班。", "休假中，8月17日星期一恢复上班。"],
    "Korean": ["8월 16일까지 휴가입니다.", "2026년 8월 3일부터 16일까지 자리를 비웁니다.", "2026. 8. 17.에 복귀합니다.", "8월 17일(월)부터 정상 업무합니다."],
    "Dutch": ["Ik ben er op 17-08-2026 weer."],
    "Spanish": ["Me reincorporo el 17/08/2026", "Estaré fuera entre el 3 y el 16 de agosto."],
    "French": ["Je reprends le travail le 17 août", "Notre bureau est fermé jusqu'au 16 août."],
    "German": ["Ich kehre am 17. August zurück.", "Unser Büro ist bis 16.08. geschlossen."],
    "Polish": ["Wracam do pracy 17 sierpnia."],
    "Finnish": ["Olen poissa toimistolta 3.8.2026 - 16.8.2026."],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(name, text) for name, all_ in BY_LANGUAGE.items() for text in all_]
)
def test_back_on_the_17th_of_august_in_any_language(language: str, text: str) -> None:
    assert read_return_date(text, TODAY) == date(2026, 8, 17), language


TOMORROW = {
    "German": "Ich bin heute außer Haus und morgen wieder im Büro.",
    "Dutch": "Ik ben morgen weer aanwezig.",
    "Spanish": "Estoy fuera de la oficina. Vuelvo mañana.",
    "French": "Je serai de retour demain.",
    "Russian": "Вернусь завтра.",
    "Hungarian": "Holnap újra elérhető leszek.",
    "Swedish": "Jag är tillbaka i morgon.",
}


@pytest.mark.parametrize("language", TOMORROW)
def test_tomorrow_is_the_next_day(language: str) -> None:
    assert read_return_date(TOMORROW[language], TODAY) == date(2026, 8, 6)


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen, wir sind wieder für Sie da.",
        "Ich bin jeden Morgen wieder erreichbar.",
        "Llámeme por la mañana de vuelta.",
    ],
)
def test_a_morning_is_not_tomorrow(text: str) -> None:
    assert read_return_date(text, TODAY) is None


NOVEMBER = date(2026, 11, 28)
BOTH_WAYS = [
    ("I will be out of the office until 12/05/2026.", date(2026, 12, 6)),
    ("I am out of the office and will return on 12/07.", date(2026, 12, 7)),
    ("I'm OOO from 12/1 to 12/4.", date(2026, 12, 5)),
    ("I'll be away 12/24-1/2", date(2027, 1, 3)),
    ("Out of office 24/12 - 02/01", date(2027, 1, 3)),
    ("On annual leave. Back on 07/12, call my mobile.", date(2026, 12, 7)),
    ("I'm on PTO and back 1/4. Thanks", date(2027, 1, 4)),
    ("Ich bin am 7/12 wieder da", date(2026, 12, 7)),
    ("Je suis absent jusqu'au 06/12/2026", date(2026, 12, 7)),
    ("12/6まで休暇です。", date(2026, 12, 7)),
]


@pytest.mark.parametrize(("text", "expected"), BOTH_WAYS)
def test_day_and_month_are_told_apart_by_the_language_and_by_what_lies_ahead(
    text: str, expected: date
) -> None:
    """ "Until" is the last day away, as ever: a day late is harmless."""
    assert read_return_date(text, NOVEMBER) == expected


def test_of_two_days_that_lie_ahead_an_english_text_means_the_nearer() -> None:
    assert read_return_date("I will be back in the office on 1/4/2027", date(2026, 12, 20)) == date(
        2027, 1, 4
    )
    assert read_return_date("I will be back in the office on 4/1/2027", date(2026, 12, 20)) == date(
        2027, 1, 4
    )


def test_the_order_that_a_language_does_not_use_makes_a_short_hold_at_most() -> None:
    assert read_return_date("Ich bin bis 12/10. nicht im Büro", NOVEMBER) == date(2026, 12, 11)
    assert read_return_date("Ich bin bis 1/10 nicht im Büro", NOVEMBER) == NOVEMBER + DOUBTFUL


NO_HOLD = [
    "I'm away at the moment. Office hours are Monday to Friday, 9am to 5pm.",
    "Ich bin nicht im Haus. Wir sind Montag bis Freitag von 9 bis 17 Uhr erreichbar.",
    "I am away. The shop answers calls till Friday.",
    "Je suis absent. Horaires : du lundi au vendredi.",
    "Estoy ausente. Horario: lunes a viernes.",
    "Jestem nieobecny. Godziny pracy: poniedziałek do piątku.",
    "В отпуске. Часы работы: с понедельника до пятницы.",
    "Ich bin derzeit nicht erreichbar. Besuchen Sie uns auf der Messe vom 10. bis 12. September.",
    "I am out of the office. Visit us at the trade fair, 10 to 12 September.",
    "I am away. Meet us at booth 12 until 9 August.",
    "I am on leave. Our offer is valid until 31 August.",
    "Je suis absente. Retrouvez-nous au salon du 10 au 12 septembre.",
    "I am away. Registration closes on 14 August, so register until then.",
    "休暇中です。展示会は9月10日から12日まで開催します。",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_HOLD)
def test_office_hours_fairs_and_offers_invent_no_hold(text: str) -> None:
    assert read_return_date(text, TODAY) is None


def test_a_fair_that_the_writer_is_away_for_is_an_absence() -> None:
    text = "Ich bin vom 10. bis 12. August auf der Messe und nicht im Büro."

    assert read_return_date(text, TODAY) == date(2026, 8, 13)


def test_an_end_of_which_nothing_says_that_it_is_an_absences_makes_a_short_hold() -> None:
    assert read_return_date("I am away. The project runs until 30 September.", TODAY) == TODAY + DOUBTFUL
    assert read_return_date("I am away. The project runs until 10 August.", TODAY) == date(2026, 8, 11)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_first_day_on_which_somebody_is_there_again(text: str, expected: date | None) -> None:
    assert read_return_date(text, TODAY) == expected


def test_without_a_year_it_is_the_next_one() -> None:
    assert read_return_date("Back on 4 January.", date(2026, 12, 20)) == date(2027, 1, 4)


@given(st.text(alphabet=st.sampled_from("0123456789./- abcuntilbackmayfromto"), max_size=300))
def test_whatever_is_read_lies_ahead_and_is_plausible(text: str) -> None:
    found = read_return_date(text, TODAY)

    assert found is None or TODAY < found <= TODAY + LONGEST
