"""A drill lets senders die, and no other run is ever hit by it."""

from mutants.mutant import mutant, once

_RULES = "domain/drill.py"
_DRILLS = "unit/test_drill_rules.py::"

DRILLS = (
    mutant(
        "any-run-may-die",
        "only in a run that `outreach drill` made may a sender die",
        once(_RULES, "if not (run.drill and is_drill(", "if not (is_drill("),
        _DRILLS + "test_nobody_dies_if_one_condition_is_missing",
    ),
    mutant(
        "any-campaign-may-die",
        "only in a campaign with an id of drills may a sender die",
        once(_RULES, "run.drill and is_drill(run.campaign_id) and", "run.drill and"),
        _DRILLS + "test_nobody_dies_if_one_condition_is_missing",
    ),
    mutant(
        "senders-die-on-people",
        "a sender may die only on its way to the mailbox simulator",
        once(_RULES, " and is_simulated(lead.address)):", "):"),
        _DRILLS + "test_nobody_dies_if_one_condition_is_missing",
    ),
    mutant(
        "death-in-a-shared-batch",
        "nobody dies in a batch that another run has a record in",
        once("services/send/batch.py", "death is None or not batch.is_a_drills_own", "death is None"),
        _DRILLS + "test_nobody_dies_beside_a_record_that_may_be_another_runs",
    ),
    mutant(
        "unread-records-share-a-death",
        "a record that could not be read may be another run's, so nobody dies beside it",
        once(_RULES, "len(self.of_runs) == self.records and all(", "all("),
        _DRILLS + "test_nobody_dies_beside_a_record_that_may_be_another_runs",
    ),
    mutant(
        "every-sender-dies",
        "a touch without a death is sent by the sender of its mode",
        once(
            "services/send/attempt.py",
            "senders.of(attempt.mode) if death is None else senders.dying(death)",
            "senders.dying(death or Death.AFTER)",
        ),
        _DRILLS + "test_a_run_of_people_whose_leads_ask_for_a_death_goes_on_living",
    ),
    mutant(
        "drills-write-to-people",
        "nobody but the mailbox simulator is enrolled in a drill",
        once(
            "domain/enrolling.py",
            "    assert not run.drill or is_simulated(lead.address), ",
            "    assert True, ",
        ),
        "unit/test_enrolling.py::test_a_drill_takes_nobody_but_the_mailbox_simulator",
    ),
    mutant(
        "people-apply-drills",
        "nobody applies a campaign with an id of drills",
        once("services/operator/runs.py", "        refuse_drills(campaign.campaign_id)\n", "        pass\n"),
        _DRILLS + "test_only_the_command_makes_drills",
    ),
    mutant(
        "people-start-drills",
        "nobody starts a drill's run, or starts it again",
        once("services/operator/runs.py", "        refuse_drills(campaign_id)\n", "        pass\n"),
        _DRILLS + "test_only_the_command_makes_drills",
    ),
    mutant(
        "people-join-drills",
        "nobody imports leads into a drill",
        once(
            "services/operator/importing.py",
            "        refuse_drills(campaign.campaign_id)\n",
            "        pass\n",
        ),
        _DRILLS + "test_only_the_command_makes_drills",
    ),
    mutant(
        "lifts-the-stop-of-another",
        "a stop that somebody has turned since it was read is not lifted",
        once(
            "adapters/dynamodb/controls.py",
            "            & (GlobalItem.changed_at == stop.changed_at)\n"
            "            & (GlobalItem.changed_by == stop.changed_by),\n",
            "",
        ),
        "contract/test_controls.py::test_a_stop_that_somebody_has_turned_since_is_not_lifted",
    ),
)
