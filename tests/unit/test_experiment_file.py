"""The experiment of a campaign file: what it says, and what is named with line and remedy."""

import pytest

from outreach.domain.choosing import messages_of
from outreach.domain.experiment import Experiment, Stopped, Variant
from outreach.errors import BadFiles
from outreach.reading.campaign_file import load_campaign

HEAD = """\
id: spring
name: Spring
sender: {address: ada@example.com, postal_address: "1 Main Street, Dublin"}
sequence:
  - message: intro
  - {message: more, delay: 3d}
"""
FOOTER = "{{ unsubscribe_url }} {{ postal_address }}"
TWO = """\
experiment:
  name: greeting
  variants:
    - name: plain
    - name: short
      weight: 3
      messages:
        intro: brief
"""


def files(*names: str) -> dict[str, str]:
    parts = {".subject.txt": "Hello", ".txt": FOOTER, ".html": f"<p>{FOOTER}</p>"}
    return {f"{name}{ending}": text for name in names for ending, text in parts.items()}


@pytest.fixture
def load(tmp_path):
    def loaded(text, templates=None):
        (tmp_path / "messages").mkdir()
        for name, source in (templates or files("intro", "more", "brief")).items():
            (tmp_path / "messages" / name).write_text(source)
        (tmp_path / "campaign.yaml").write_text(HEAD + text)
        return load_campaign(tmp_path / "campaign.yaml")

    return loaded


def complaints(load, text, templates=None) -> list[str]:
    with pytest.raises(BadFiles) as refused:
        load(text, templates)
    return list(map(str, refused.value.problems))


def test_a_file_says_which_variants_there_are(load):
    found = load(TWO)
    assert found.campaign.experiment == Experiment(
        "greeting", (Variant("plain"), Variant("short", 3, {"intro": "brief"}))
    )
    assert messages_of(found.campaign, 0) == ("intro", "brief")
    assert found.warnings == ()


@pytest.mark.parametrize("how", list(Stopped))
def test_a_variant_may_be_stopped_in_the_file(load, how):
    found = load(TWO.replace("weight: 3", f"stopped: {how}"))
    assert found.campaign.experiment.variants[1].stopped is how


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("weight: 3", "weight: 0"), 'line 12: experiment.variants[2].weight "0" is 0: nobody would get the variant; write 1 or more, or take the variant out'),
        (("weight: 3", "weight: -1"), "line 12: experiment.variants[2].weight is -1, but must be at least 1"),
        (("weight: 3", "weight: 1001"), "line 12: experiment.variants[2].weight is 1001, but must be at most 1000"),
        (("weight: 3", "weight: half"), 'line 12: experiment.variants[2].weight "half" is not a whole number'),
        (("weight: 3", "wieght: 3"), 'line 12: unknown key "wieght"; did you mean "weight"?'),
        (("weight: 3", "stopped: yes"), "line 12: experiment.variants[2].stopped \"yes\" is not one of 'stay' or 'move'"),
        (("name: greeting", "nam: x"), 'line 8: unknown key "nam"; did you mean "name"?'),
        (("name: short", "name: plain"), 'line 11: variant 1 has the name "plain", too; give one of them another name'),
        (("name: short", "name: Short!"), 'line 11: experiment.variants[2].name "Short!" is not an id; use up to 48 of a-z, 0-9, "-" and "_", for example "spring-2027"'),
        (("intro: brief", "intr: brief"), 'line 14: the sequence sends no message "intr"; did you mean "intro"?'),
        (("intro: brief", "intro: breif"), 'line 14: there is no message "breif"; did you mean "brief"?'),
        (("intro: brief", "intro: zzzzzz"), 'line 14: there is no message "zzzzzz"; write messages/zzzzzz.txt and messages/zzzzzz.html'),
        (("intro: brief", "intro: more"), 'line 14: variant "short" would send "more" twice to a lead; name another message'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_line_and_remedy(load, change, complaint):
    assert change[0] in TWO
    found = complaints(load, TWO.replace(*change))
    assert f"campaign.yaml {complaint}" in found
    assert len(found) == 1 + (change[0] == "name: greeting")  # a name that is misspelled is missing, too


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("experiment:\n  name: greeting\n  variants: []\n", 'line 9: experiment.variants is empty; write at least one entry, like "- name: short"'),
        ("experiment:\n  name: greeting\n  variants: [{name: plain}]\n", 'line 9: there is one variant, so nothing is compared; write a second one under "variants", or take the experiment out'),
        (TWO.replace("- name: plain", "- name: plain\n      stopped: stay").replace("weight: 3", "stopped: move"), "line 9: every variant is stopped; let one run, or take the experiment out"),
    ],
)  # fmt: skip
def test_an_experiment_needs_two_variants_of_which_one_runs(load, text, complaint):
    assert complaints(load, text) == [f"campaign.yaml {complaint}"]


THREE = (
    TWO
    + """\
    - name: late
      messages:
        intro: teaser
        more: brief
"""
)
SWAPPED = TWO.replace("intro: brief", "intro: more\n        more: intro")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (THREE, [(14, "brief", 1, "2"), (18, "brief", 2, "1")]),
        (SWAPPED, [(14, "more", 1, "2"), (15, "intro", 2, "1")]),
        (THREE.replace("more: brief", "more: brief2"), []),
    ],
)
def test_a_message_has_one_step_in_all_variants(load, text, problems):
    """Who moves from one variant to another keeps the step, and must not get at a later one what came at an earlier one."""
    templates = files("intro", "more", "brief", "teaser", "brief2")
    expected = [
        (
            f'campaign.yaml line {line}: "{name}" is sent at step {step} here and at step {other} elsewhere, so a lead who moves to '
            "another variant could get it twice; copy its files under another id"
        )
        for line, name, step, other in problems
    ]
    if expected:
        assert complaints(load, text, templates) == expected
    else:
        load(text, templates)


def test_a_message_of_a_variant_is_checked_as_any_other(load):
    broken = files("intro", "more", "brief") | {"brief.txt": "{{ zzz }}" + FOOTER}
    [found] = complaints(load, TWO, broken)
    assert found.startswith(
        'messages/brief.txt line 1: "zzz" is neither a field of this campaign nor built in'
    )


def test_a_message_of_a_variant_is_finished_as_any_other(load):
    """Its text is made from the HTML, and a follow-up needs no subject of its own."""
    templates = files("intro", "more")
    templates |= {"brief.html": f"<p>{FOOTER}</p>"}
    found = load(TWO.replace("intro: brief", "more: brief"), templates)
    assert "brief.txt" in found.campaign.templates
    assert any("brief.html: the text of the mail is made from it" in note for note in found.notes)


def test_a_message_that_begins_a_variant_needs_a_subject(load):
    templates = files("intro", "more", "brief")
    del templates["brief.subject.txt"]
    assert complaints(load, TWO, templates) == [
        'messages/brief.subject.txt: there is no such file; message "brief" needs brief.subject.txt, brief.txt, brief.html'
    ]


def test_notes_are_made_on_every_variant(load):
    templates = files("intro", "more", "brief") | {"brief.subject.txt": "FREE!!! MONEY!!!"}
    assert any("messages/brief.subject.txt" in note for note in load(TWO, templates).notes)


def test_variants_that_send_the_same_are_warned_about(load):
    same = TWO.replace("      messages:\n        intro: brief\n", "")
    [warning] = load(same, files("intro", "more")).warnings
    assert warning == (
        "campaign.yaml line 9: all variants that run send the same messages, so nothing is compared but chance; name other "
        "messages in one of them"
    )


@pytest.mark.parametrize("steps", [1, 2])
def test_variants_that_differ_beyond_the_last_step_of_a_lead_are_warned_about(load, steps):
    more = TWO.replace("intro: brief", "more: brief")
    found = load(f"{more}policy: {{max_steps_per_lead: {steps}}}\n", files("intro", "more", "brief"))
    assert any("send the same messages" in one for one in found.warnings) == (steps == 1)


def test_the_name_pick_is_taken(load):
    [found] = complaints(load, "fields: {pick: {}}\n", files("intro", "more"))
    assert 'fields.pick "pick" is a name that templates already use' in found
