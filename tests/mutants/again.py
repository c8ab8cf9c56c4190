"""Mutants that a second, independent check must kill as well: the protocol model, or the reference model."""

from collections.abc import Iterable
from dataclasses import replace

from mutants.mutant import Mutant

_REPLAYED = {
    "look-before-claim": "test_model.py::test_the_real_code_survives_what_breaks_the_model[look before claim]",
    "ses-retries-on": "test_model.py::test_a_mail_whose_response_is_lost_is_one_request",
    "stale-claim-retried": "test_model.py::test_the_real_code_survives_what_breaks_the_model[a stale claim is retried]",
    "settle-without-owner-memory": "test_model.py::test_the_real_code_survives_what_breaks_the_model[settle without owner]",
    "nobody-gives-up": "test_model.py::test_the_real_code_survives_what_breaks_the_model[nobody makes a stale claim unknown]",
    "claim-id-of-the-message": "test_model.py::test_the_real_code_survives_what_breaks_the_model[the message's id as claim id]",
    **dict.fromkeys(
        ("others-not-asked", "person-need-not-be-taken", "take-after-the-look", "take-asks-nobody-in-memory"),
        "test_together.py::test_the_real_code_does_what_the_model_does",
    ),
    "any-attempt-s-row-is-enough": "test_together.py::test_the_real_code_does_what_the_model_does",
    "other-sequence-not-asked-for": "test_together.py::test_the_real_code_does_what_the_model_does",
    **dict.fromkeys(
        (
            "earlier-days-not-closed",
            "earlier-days-read-before-they-are-closed",
            "earlier-days-of-another-day",
            "closed-day-gives-units-memory",
            "week-not-limited",
            "run-not-limited",
        ),
        "test_limits.py::test_the_real_code_does_what_the_model_does",
    ),
}
"""The guards that a variant of a model lacks, each with the test of its shortest counterexample, or of random walks."""

_SEEN_BY_THE_REFERENCE_MODEL = frozenset(
    {
        "no-last-look",
        "attempt-not-raised-memory",
        "enrollment-overwritten-memory",
        "stale-claim-retried",
        "nobody-gives-up",
        "unknown-sent-again",
        "unknown-never-closed",
        "throttling-uses-a-try",
        "stopped-sender-goes-on",
        "kill-switch-once-per-batch",
        "kill-switch-ignored",
        "unreadable-is-off",
        "pause-ignored",
        "cancel-ignored",
        "recipient-orders-ignored",
        "domain-orders-ignored",
        "parents-not-imported",
        "campaign-orders-ignored",
        "passes-never-restarted",
        "quota-not-reserved",
        "expired-message-processed",
        "dnc-column-ignored",
    }
)
"""The guards without which a random walk differs from the reference model."""


def replayed(mutants: Iterable[Mutant]) -> tuple[Mutant, ...]:
    """Return mutants that the counterexamples and walks of the models must kill."""
    return tuple(
        replace(
            mutant,
            name=f"replayed-{mutant.name}",
            checks=(f"tests/model/{_REPLAYED[mutant.name]}",),
        )
        for mutant in mutants
        if mutant.name in _REPLAYED
    )


def modelled(mutants: Iterable[Mutant]) -> tuple[Mutant, ...]:
    """Return mutants that the random walks along the reference model must kill."""
    return tuple(
        replace(mutant, name=f"modelled-{mutant.name}", checks=("tests/unit/test_reference_model.py",))
        for mutant in mutants
        if mutant.name in _SEEN_BY_THE_REFERENCE_MODEL
    )
