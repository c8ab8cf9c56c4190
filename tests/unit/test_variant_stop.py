"""`outreach campaign variant stop`: nobody new gets a variant, whatever else happens to the campaign meanwhile."""

from dataclasses import replace

import pytest

from outreach.domain.control import Mode
from outreach.domain.experiment import Stopped, drawn
from outreach.domain.ids import LIVE, CampaignId, LeadId
from outreach.errors import RefusedChange, UnknownCampaign
from outreach.services.operator.variants import Variants
from world.builders import CAMPAIGN, a_campaign, a_lead
from world.command_desk import CommandDesk
from world.experiments import a_varied_campaign, an_experiment
from world.memory import World

IN_SHORT = next(
    a_lead(name)
    for name in map("lead{}".format, range(20))
    if drawn(an_experiment(), LeadId(f"lead-{name}")).name == "short"
)


@pytest.fixture
def world() -> World:
    return World(a_varied_campaign())


@pytest.fixture
def desk(tmp_path, monkeypatch, world) -> CommandDesk:
    made = CommandDesk(tmp_path / "mails", monkeypatch, world)
    world.apply(a_varied_campaign())
    return made


def variants_of(world: World) -> Variants:
    return Variants(world.campaigns, world.controls, world.enrollments, world.clock)


def current(world: World):
    return world.campaigns.current(CAMPAIGN)


def test_it_makes_a_revision_which_the_runs_under_way_follow(world):
    world.start(IN_SHORT)
    world.start(IN_SHORT, mode=Mode.PROOF)
    done = variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
    assert current(world) == (done.revision, a_varied_campaign(an_experiment(short=Stopped.STAY)))
    assert {world.run(run).revision for run in (LIVE, "proof-1")} == {done.revision}
    assert set(done.runs) == {LIVE, "proof-1"}
    world.turn()
    assert [subject.split()[0] for subject in world.mails_to(IN_SHORT)] == ["Hello"]


def test_who_is_told_to_stay_may_be_told_to_move_later(world):
    variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
    done = variants_of(world).stop(CAMPAIGN, "short", Stopped.MOVE)
    assert not done.before
    assert current(world)[1].experiment == an_experiment(short=Stopped.MOVE)


def test_it_may_be_repeated_after_a_crash_before_the_runs_followed(world):
    world.start(IN_SHORT)
    stopped = a_varied_campaign(an_experiment(short=Stopped.STAY))
    world.campaigns.publish(stopped, world.clock.now())
    done = variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
    assert (done.before, done.runs) == (True, (LIVE,))
    assert world.run().revision == done.revision == current(world)[0]


@pytest.mark.parametrize(
    ("campaign", "name", "complaint"),
    [
        (a_campaign(), "short", "has no experiment"),
        (a_varied_campaign(), "shrt", 'has no variant "shrt"; it has plain, short'),
        (a_varied_campaign(an_experiment(short=Stopped.MOVE)), "plain", "is the last variant that runs"),
    ],
)
def test_what_cannot_be_stopped_is_refused_and_nothing_changes(campaign, name, complaint):
    world = World(campaign)
    before = current(world)
    with pytest.raises(RefusedChange, match=complaint):
        variants_of(world).stop(CAMPAIGN, name, Stopped.STAY)
    assert current(world) == before


def test_a_campaign_that_does_not_exist_is_told(world):
    with pytest.raises(UnknownCampaign):
        variants_of(world).stop(CampaignId("none"), "short", Stopped.STAY)


class TestAnApplyAtTheSameTime:
    """Whoever comes second has not seen what the first did, and changes nothing."""

    def test_an_apply_that_did_not_see_the_stop_undoes_nothing(self, world):
        look = world.audience.leads

        def stopped_meanwhile(*asked):
            variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
            return look(*asked)

        world.audience.leads = stopped_meanwhile
        with pytest.raises(RefusedChange, match="was changed by someone else just now"):
            world.runs.apply(a_varied_campaign(name="Other"), {})
        assert current(world)[1].experiment == an_experiment(short=Stopped.STAY)

    def test_a_stop_that_did_not_see_the_apply_says_so(self, world):
        read = world.campaigns.current

        def applied_meanwhile(campaign_id):
            found = read(campaign_id)
            world.campaigns.publish(a_varied_campaign(name="Other"), world.clock.now())
            return found

        world.campaigns.current = applied_meanwhile
        with pytest.raises(RefusedChange, match="was changed by someone else just now"):
            variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
        assert read(CAMPAIGN)[1] == a_varied_campaign(name="Other")

    def test_a_slow_apply_does_not_lead_a_run_back(self, world):
        """The apply came first. The stop has led the run on before the apply does."""
        world.start(IN_SHORT)
        follow, done = world.controls.follow, []

        def late(*asked, **how):
            if not done:
                done.append("once")
                variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
            return follow(*asked, **how)

        world.controls.follow = late
        world.runs.apply(a_varied_campaign(name="Other"), {})
        assert world.run().revision == current(world)[0]
        assert current(world)[1] == a_varied_campaign(an_experiment(short=Stopped.STAY), name="Other")

    def test_a_stop_leads_a_run_on_that_an_apply_has_just_led_on(self, world):
        world.start(IN_SHORT)
        follow = world.controls.follow

        def after_an_apply(campaign_id, run_id, revision, *, over, at_rest):
            assert at_rest is None
            world.controls.follow = follow
            follow(
                campaign_id, run_id, world.campaigns.publish(a_varied_campaign(name="B"), world.clock.now())
            )
            world.campaigns.publish(a_varied_campaign(an_experiment(short=Stopped.STAY)), world.clock.now())
            return follow(campaign_id, run_id, revision, over=over, at_rest=at_rest)

        world.controls.follow = after_an_apply
        done = variants_of(world).stop(CAMPAIGN, "short", Stopped.STAY)
        assert world.run().revision == done.revision


def test_an_apply_of_a_file_that_does_not_know_the_stop_is_refused(world):
    variants_of(world).stop(CAMPAIGN, "short", Stopped.MOVE)
    with pytest.raises(RefusedChange, match='write "stopped: move" under it'):
        world.runs.apply(a_varied_campaign(name="Other"), {})
    world.runs.apply(a_varied_campaign(an_experiment(short=Stopped.MOVE), name="Other"), {})
    world.runs.apply(replace(a_varied_campaign(), experiment=None), {})


@pytest.mark.parametrize(
    ("options", "how", "past"),
    [((), "stay", "gets the rest of it"), (("--move",), "move", "goes on in another variant")],
)
def test_the_command_says_what_happens_now(desk, world, options, how, past):
    world.start(IN_SHORT)
    revision = None
    for verb in ("is stopped", "was stopped before"):
        said = desk.says("campaign", "variant", "stop", CAMPAIGN, "short", *options)
        revision = current(world)[0]
        assert said == [
            f'variant "short" of campaign "demo" {verb}, revision {revision[:12]}',
            "  new leads get: plain 100%",
            f"  who has had a message of it {past}",
            "  followed by live",
            f'  write "stopped: {how}" under it in the campaign file: apply refuses a file without it',
        ]
    assert current(world)[1].experiment.named("short").stopped == how


def test_the_command_refuses_in_a_line(desk):
    assert 'has no variant "x"; it has plain, short' in desk.refuses(
        "campaign", "variant", "stop", CAMPAIGN, "x"
    )
