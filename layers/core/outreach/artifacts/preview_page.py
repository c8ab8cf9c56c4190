"""Writes the page on which a person looks at the mails of a campaign before any is sent.

The page is one file that loads nothing and runs its own script alone, as the report of a run does. It works without the
script, too: then it shows all leads one below the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach.artifacts.eml import build, headers
from outreach.artifacts.page_file import PageFile
from outreach.artifacts.page_templates import filled
from outreach.domain.campaign import Campaign
from outreach.domain.delays import delay_in_words
from outreach.services.ports import ProofMail

DESKTOP, PHONE = 660, 360
"""How wide the two views of a mail are, in CSS pixels."""
PREVIEW = PageFile("outreach preview")


@dataclass(frozen=True, slots=True)
class PreviewedMail:
    """A mail of the preview."""

    proof: ProofMail
    message_id: str
    variants: Sequence[str] = ()
    """In which variants a lead would get it. Empty without an experiment."""


@dataclass(frozen=True, slots=True)
class PreviewedLead:
    """A lead of the preview."""

    address: str
    reasons: Sequence[str]
    """Why this lead is in the preview."""
    given: Mapping[str, str]
    """Its fields."""
    mails: Sequence[PreviewedMail]
    problem: str | None
    """Why there is no further mail."""


@dataclass(frozen=True, slots=True)
class _ShownField:
    name: str
    value: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class _ShownMail:
    number: int
    place: str
    """What tells it from all other mails of the lead: its number, and the variant if there are several."""
    message_id: str
    variants: Sequence[str]
    of: str
    """What follows the number of the mail: in which variants it is sent. Empty without an experiment."""
    delay: str
    subject: str
    html: str
    text: str
    headers: Sequence[tuple[str, str]]
    raw: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class _ShownLead:
    address: str
    reasons: Sequence[str]
    fields: Sequence[_ShownField]
    mails: Sequence[_ShownMail]
    problem: str | None


def write_preview(path: Path, campaign: Campaign, leads: Sequence[PreviewedLead], source: str) -> None:
    """Write the page, over an earlier preview if there is one. `source` says where the leads come from."""
    page = filled(
        "preview.html",
        ours=PREVIEW.mark,
        campaign=campaign,
        leads=[_lead(campaign, lead) for lead in leads],
        source=source,
        desktop=DESKTOP,
        phone=PHONE,
    )
    PREVIEW.write(path, page)


def _lead(campaign: Campaign, lead: PreviewedLead) -> _ShownLead:
    fields = [
        _ShownField(name, lead.given.get(name) or default or "", is_default=not lead.given.get(name))
        for name, default in campaign.fields.items()
    ]
    mails = [_mail(campaign, mail) for mail in lead.mails]
    return _ShownLead(lead.address, lead.reasons, fields, mails, lead.problem)


def _mail(campaign: Campaign, previewed: PreviewedMail) -> _ShownMail:
    proof = previewed.proof
    mail, step = proof.mail, campaign.steps[proof.step]
    built = build(mail, proof.claim_id, proof.at)
    since = "the start" if proof.step == 0 else f"mail {proof.step}"
    return _ShownMail(
        number=proof.step + 1,
        place="-".join([str(proof.step + 1), *previewed.variants[:1]]),
        message_id=previewed.message_id,
        variants=previewed.variants,
        of=_of(previewed.variants),
        delay=f"{delay} after {since}" if (delay := delay_in_words(step)) else "at once",
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        headers=headers(mail, proof.claim_id, proof.at),
        raw=(built.content or b"").decode("utf-8", errors="replace").replace("\r\n", "\n"),
        problem=built.problem,
    )


def _of(variants: Sequence[str]) -> str:
    return f", variant{'' if len(variants) == 1 else 's'} {', '.join(variants)}" if variants else ""
