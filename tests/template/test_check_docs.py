"""The check of the documents finds what it is for."""

import ast
import importlib

import pytest
import typer
import typer.main

from outreach.domain.campaign import Breaker, Policy
from outreach.domain.reasons import Reason


@pytest.fixture(scope="module")
def check_docs(project_root):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(project_root / "tools"))
        yield importlib.import_module("check_docs")


@pytest.fixture(scope="module")
def in_code(check_docs):
    return importlib.import_module("names_in_code")


@pytest.fixture(scope="module")
def commands():
    app, campaign = typer.Typer(), typer.Typer()
    app.add_typer(campaign, name="campaign")

    @campaign.command()
    def start(name: str, live: bool = False): ...

    @campaign.command()
    def pause(name: str): ...

    @app.command()
    def why(address: str): ...

    return typer.main.get_command(app)


@pytest.fixture
def names(in_code, commands, tmp_path):
    return in_code.Names(
        commands=commands,
        metrics=frozenset({"Bounced", "InboundHuman"}),
        alarms=frozenset({"TickErrorAlarm"}),
        keys=in_code.keys(),
        reasons=frozenset({"quota", "paused"}),
        reasons_page=tmp_path / "glossary.md",
    )


def table(*rows):
    return "\n".join([f"| {rows[0]} |", "|---|---|---|", *(f"| {row} |" for row in rows[1:]), ""])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("[here](nowhere.md)", "the target of the link nowhere.md does not exist"),
        ("see `functions/nothing/handler.py`", "the path functions/nothing/handler.py does not exist"),
        ("run `make coffee`", "`make coffee`: the Makefile has no such verb"),
        ("```sh\nmake coffee\n```", "`make coffee`: the Makefile has no such verb"),
        ("`outreach dance`", "`outreach dance`: there is no such command"),
        ("```\noutreach campaign strat x\n```", "`outreach campaign strat`: there is no such command"),
        ("`outreach campaign start x --life`", "`outreach campaign start --life`: there is no such option"),
        ("`outreach campaign start|stop x`", "`outreach campaign stop`: there is no such command"),
        ("`outreach campaign stop|start x`", "`outreach campaign stop`: there is no such command"),
        (table("metric | service", "`Bounced`, `Bouncd` | feedback"), "there is no metric Bouncd"),
        ("Raw mails stay. Metrics: `InboundHuman`,\n`InboundCat`. More.", "there is no metric InboundCat"),
        ("look at the `TickEroorAlarm`", "there is no alarm TickEroorAlarm"),
        ("raise `policy.cooldwn`", "a campaign file has no key policy.cooldwn"),
        ("`policy.unknwon: hold`", "a campaign file has no key policy.unknwon"),
        (
            "| `policy.soft_bounces.of`, `.atmost` |",
            "a campaign file has no key policy.soft_bounces.atmost",
        ),
        (table("key | default", "`shards` | 9"), "shards: the default is not 9"),
        (table("key | default", "`policy.cooldown` | `48h`"), "policy.cooldown: the default is not 48h"),
        (table("key | default", "`policy.cooldown` | a day"), "policy.cooldown: the default is not a day"),
        (
            table("key | default", "`policy.breaker.max_bounces`, `.max_complaints` | `3%`, `0.5%`"),
            "policy.breaker.max_complaints: the default is not 0.5%",
        ),
        (
            table("key | default", "`policy.track_opens`, `policy.track_clicks` | true"),
            "policy.track_opens: the default is not true",
        ),
        (
            table("key | meaning | default", "`window.timezone` | a zone | UTC"),
            "window.timezone: the default is not UTC",
        ),
    ],
)
def test_what_does_not_exist_is_found(check_docs, names, tmp_path, text, finding):
    document = tmp_path / "page.md"
    document.write_text(text)

    assert next(check_docs.findings(document, names)) == finding


def test_what_exists_is_not_complained_about(check_docs, names, tmp_path):
    document = tmp_path / "page.md"
    document.write_text(
        "[page](page.md#part) [site](https://example.com) `template.yaml` `tools/check_docs.py` `and/or`\n"
        "`make test` makes sense; outreach works. `outreach why EMAIL` `outreach campaign start ID --live`\n"
        "```sh\nmake test ARGS=-x && .venv/bin/outreach campaign start|pause demo\n```\n"
        "`TickErrorAlarm`, `policy`, `policy.soft_bounces: off`, `fields.city.default`, `messages/a.txt`, `.html`\n\n"
        + table("metric | service", "`Bounced` | feedback")
        + "\n"
        + table(
            "key | default",
            "`quotas.per_day` | 200",
            "`policy.max_leads_per_tick` | 25",
            "`policy.cooldown` | `1d`",
            "`policy.unknown` | `assume_sent`",
            "`policy.soft_bounces.of`, `.at_most` | 5, 2",
            "`policy.breaker.max_bounces`, `.max_complaints` | `3%`, `0.05%`",
            "`policy.track_opens`, `policy.track_clicks` | false",
            "`window.from`, `window.to` | required in `window`",
            "`window.days` | mon to fri",
            "`sender.name` | none",
            "`shards` | 8",
        )
    )

    assert list(check_docs.findings(document, names)) == []


def test_a_page_of_reasons_explains_each_and_no_other(check_docs, names):
    names.reasons_page.write_text(table("code | meaning", "`quota` | used up", "`qouta` | `paused`"))

    assert list(check_docs.findings(names.reasons_page, names)) == [
        "there is no reason qouta",
        "the reason paused is not explained",
    ]


def test_a_page_of_its_own_explains_the_reasons(check_docs, names, tmp_path):
    other = tmp_path / "other.md"
    other.write_text(table("code | meaning", "`0` | done"))

    assert list(check_docs.findings(other, names)) == []


def test_what_nothing_names_is_found(check_docs, names):
    everything = [f"`{key}`" for key in names.keys if key not in ("shards", "policy.soft_bounces.at_most")]
    texts = [
        " ".join(everything),
        "`Bounced`, `outreach campaign start|pause`, plainly InboundHuman, TickErrorAlarm and shards",
    ]

    assert list(check_docs.left_out(texts, names)) == [
        "the command `outreach why`",
        "the metric InboundHuman",
        "the alarm TickErrorAlarm",
        "the key shards of a campaign file",
        "the key policy.soft_bounces.at_most of a campaign file",
    ]
    texts += ["```sh\noutreach why x\n```", "`InboundHuman` `TickErrorAlarm` `shards`"]
    texts += ["`policy.soft_bounces.of`, `.at_most`"]
    assert list(check_docs.left_out(texts, names)) == []


def test_the_names_are_those_of_the_code(in_code, template):
    names = in_code.names_in_code()

    assert {"Unknown", "InboundOutOfOffice", "KillSwitchUnreadable"} < names.metrics
    assert names.alarms == set(template.of_type("AWS::CloudWatch::Alarm"))
    assert {"id", "shards", "sequence", "sequence[].delay", "window.from", "fields.NAME.default"} < set(
        names.keys
    )
    assert not {"policy", "window.opens", "policy.soft_bounces"} & set(names.keys)
    assert names.reasons == set(Reason)
    assert names.reasons_page.name == "glossary.md"
    assert {"outreach why", "outreach campaign show"} < set(in_code.commands_under(names.commands))


def test_a_metric_whose_name_cannot_be_told_is_an_error(in_code):
    with pytest.raises(ValueError, match="which metric is"):
        list(in_code.counted(ast.parse("name", mode="eval").body))


@pytest.mark.parametrize(
    ("key", "default"),
    [
        ("policy.max_steps_per_lead", Policy().max_steps_per_lead),
        ("policy.breaker.min_sample", Breaker().min_sample),
    ],
)
def test_defaults_are_compared_with_those_of_the_domain(check_docs, names, key, default):
    assert list(check_docs.wrong_names(table("key | default", f"`{key}` | {default}"), names)) == []
    assert list(check_docs.wrong_names(table("key | default", f"`{key}` | {default + 1}"), names)) == [
        f"{key}: the default is not {default + 1}"
    ]
