"""Turns a message and a lead into a mail, in one pass over the campaign's own templates.

Any failure of a template or a value is raised here as `RenderFailed`, before the touch is claimed. The error
names the template, the line and the kind of problem. It never quotes a value, because it is logged and stored
where no personal data may be.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from outreach.domain.campaign import Campaign, CampaignSender
from outreach.domain.choosing import message_in, messages_of
from outreach.domain.control import Mode
from outreach.domain.conversation import Conversation, conversation_before, reply_subject
from outreach.domain.enrollment import Enrollment, EnrollmentKey
from outreach.domain.experiment import Arm
from outreach.domain.ids import MessageId, SesMessageId
from outreach.domain.mail import Mail, unsafe_in_header
from outreach.domain.visible import is_blank
from outreach.errors import RenderFailed
from outreach.rendering.language import NotAllowed
from outreach.rendering.metering import MAX_WORK, OneRendering
from outreach.rendering.picking import NothingToPick, Picking, picking_for
from outreach.rendering.reply_addresses import ReplyAddresses
from outreach.rendering.sandbox import MessageEnvironment
from outreach.rendering.unsubscribe_links import Links
from outreach.rendering.untracked_link import untracked
from outreach.services.send.ports import Senders

BUILT_INS = (
    "email",
    "sender_name",
    "sender_address",
    "sender_signature",
    "postal_address",
    "unsubscribe_url",
    "campaign_name",
)
"""The variables that every template may use, in addition to the campaign's lead fields."""
PARTS = (".subject.txt", ".txt", ".html")
"""The endings of a message's template files."""
MAX_PART_BYTES = 256 * 1024
MAX_HEADER_LENGTH = 996
"""The most characters that SES accepts in a header, name and value together."""
MAX_FEEDBACK_ID = 64
_CAMPAIGNS_KEPT = 8
_NOT_DEFINED = re.compile(r"'(\w{1,64})' is undefined")
_NO_TAG = re.compile(r"[^a-z0-9_-]+")
_NO_ADDRESS = re.compile(r"[\s,;<>\"]|^[^@]*$|@.*@")


class TemplateRenderer:
    """Implements the `Renderer` port with Jinja. Caches the compiled templates of the latest campaigns."""

    def __init__(self, links: Links, senders: Senders, reply_addresses: ReplyAddresses | None = None) -> None:
        """`senders` know the Message-IDs of earlier mails.

        `reply_addresses` makes the address that a lead's reply goes to. Without it, replies go to the
        campaign's own address.
        """
        self._links = links
        self._senders = senders
        self._reply_addresses = reply_addresses
        self._environment = lru_cache(maxsize=_CAMPAIGNS_KEPT)(_compile_environment)

    def __reduce__(self) -> tuple[type["TemplateRenderer"], tuple[object, ...]]:
        """Let another process make one of its own, which compiles the templates anew."""
        return TemplateRenderer, (self._links, self._senders, self._reply_addresses)

    def render(self, campaign: Campaign, message_id: MessageId, enrollment: Enrollment) -> Mail:
        """Render a whole mail. Only the tag `claim` is missing; the attempt adds it. Raises `RenderFailed`."""
        key = enrollment.key
        url = self._links.link(key.campaign_id, key.run_id, enrollment.lead.recipient)
        values = context(campaign, enrollment.lead.address, enrollment.lead.fields, url)
        # The cache key is the templates' content. This is cheap: a string keeps its hash, and the strings of a
        # cached campaign are the same objects, so comparing them is a comparison by identity.
        environment = self._environment(frozenset(campaign.templates.items()))
        conversation = conversation_before(enrollment, self._name_of) if campaign.policy.threading else None
        with Picking(picking_for(key.campaign_id, enrollment.lead.address, enrollment.step)):
            text, html = (render_part(environment, f"{message_id}{part}", values) for part in PARTS[1:])
            subject = _own_subject(campaign, environment, values, message_id)
        if subject is None:
            begun = 0 if conversation is None else conversation.opened_at
            with Picking(picking_for(key.campaign_id, enrollment.lead.address, begun)):
                subject = _first_subject(campaign, environment, values, conversation, enrollment.arm)
        _require_link(url, text, f"{message_id}.txt")
        _require_link(escape(url), html, f"{message_id}.html")
        return Mail(
            sender=_header("From", _mailbox(campaign.sender), "sender"),
            recipient=_recipient(enrollment.lead.address),
            subject=subject,
            text=text,
            html=untracked(html, url) if campaign.policy.track_clicks else html,
            reply_to=self._reply_to(campaign, key),
            headers=_unsubscribe_headers(url) | (conversation.headers if conversation else {}),
            tags={
                "campaign": key.campaign_id,
                "run": key.run_id,
                "shard": str(key.shard),
                "lead": key.lead_id,
                "step": str(enrollment.step),
                **feedback_ids(campaign),
            },
            track_opens=campaign.policy.track_opens,
            track_clicks=campaign.policy.track_clicks,
        )

    def _name_of(self, mode: Mode, ses_message_id: SesMessageId) -> str:
        return self._senders.of(mode).rfc_message_id(ses_message_id)

    def _reply_to(self, campaign: Campaign, key: EnrollmentKey) -> str | None:
        signed = self._reply_addresses and self._reply_addresses.address(
            key.campaign_id, key.run_id, key.lead_id
        )
        address = signed or campaign.sender.reply_to
        return address and _header("Reply-To", address, "sender")


class _Lines(str):
    """A text of several lines, which it keeps in HTML, too."""

    __slots__ = ()

    def __html__(self) -> Markup:
        """Return it as HTML. Jinja escapes a value by this."""
        return Markup("<br>\n").join(map(escape, self.splitlines()))


def context(campaign: Campaign, address: str, fields: Mapping[str, str], url: str) -> dict[str, str]:
    """Return the variables that templates may use.

    A declared field that has neither a value nor a default is left undefined, so using it fails.
    """
    given = {
        name: text.strip() for name, text in fields.items() if name in campaign.fields and not is_blank(text)
    }
    values = {**campaign.fields, **given}
    return {name: value for name, value in values.items() if value is not None} | {
        "email": address,
        "sender_name": campaign.sender.name or campaign.sender.address,
        "sender_address": campaign.sender.address,
        "sender_signature": _Lines(campaign.sender.signature or ""),
        "postal_address": campaign.sender.postal_address,
        "unsubscribe_url": url,
        "campaign_name": campaign.name,
    }


def feedback_ids(campaign: Campaign) -> dict[str, str]:
    """Return the tags that SES writes into the header Feedback-ID, by which Gmail groups what people report as spam."""
    sender = _NO_TAG.sub("-", campaign.sender.address.lower())
    return {"ses:feedback-id-a": campaign.campaign_id, "ses:feedback-id-b": sender[:MAX_FEEDBACK_ID]}


def render_part(
    environment: MessageEnvironment, name: str, values: Mapping[str, str], most_work: int = MAX_WORK
) -> str:
    """Render one template, at most `MAX_PART_BYTES` of text. Raises `RenderFailed`."""
    try:
        with OneRendering(most_work):
            return _stream(environment, name, values)
    except Exception as error:  # noqa: BLE001 - whatever a template raises is that template's failure
        # `from None`, because the message of the cause may contain a lead's data, and tracebacks are logged.
        raise _failure(name, error) from None


def may_lack_subject(campaign: Campaign, message_id: MessageId) -> bool:
    """Whether a message may have no subject template: a follow-up in a campaign that threads its mails."""

    def sent_at(steps: Iterable[int]) -> set[MessageId]:
        return {each for step in steps for each in messages_of(campaign, step)}

    follow_ups = sent_at(range(1, len(campaign.steps))) - sent_at([0])
    return campaign.policy.threading and message_id in follow_ups


def subject_line(rendered: str, template: str) -> str:
    """Return a rendered subject without surrounding white space. Raises `RenderFailed` if it cannot be used."""
    subject = rendered.strip()
    if not subject:
        raise RenderFailed(template, "the subject is empty")
    return _header("Subject", subject, template)


def _own_subject(
    campaign: Campaign, environment: MessageEnvironment, values: Mapping[str, str], message_id: MessageId
) -> str | None:
    """Render the message's own subject, if it has one or the campaign does not thread its mails."""
    own = f"{message_id}{PARTS[0]}"
    if own in campaign.templates or not campaign.policy.threading:
        return subject_line(render_part(environment, own, values), own)
    return None


def _first_subject(
    campaign: Campaign,
    environment: MessageEnvironment,
    values: Mapping[str, str],
    conversation: Conversation | None,
    arm: Arm | None,
) -> str:
    """Return the subject of the mail that began the conversation, with "Re:" before it.

    If no mail is known to have begun a conversation, return the first message's subject without "Re:".
    """
    opener = f"{conversation.opened_by if conversation else ''}{PARTS[0]}"
    first = opener if opener in campaign.templates else f"{message_in(campaign, 0, arm)}{PARTS[0]}"
    subject = subject_line(render_part(environment, first, values), first)
    return _header("Subject", reply_subject(subject), first) if conversation else subject


def _stream(environment: MessageEnvironment, name: str, values: Mapping[str, str]) -> str:
    pieces: list[str] = []
    size = 0
    for piece in environment.get_template(name).generate(values):
        size += len(piece)
        if size > MAX_PART_BYTES:
            raise OverflowError(name)
        pieces.append(piece)
    text = "".join(pieces)
    if not text.isascii() and len(text.encode()) > MAX_PART_BYTES:
        raise OverflowError(name)
    return text


def _compile_environment(templates: frozenset[tuple[str, str]]) -> MessageEnvironment:
    return MessageEnvironment(dict(templates))


def _mailbox(sender: CampaignSender) -> str:
    if sender.name is None:
        return sender.address
    quoted = sender.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{sender.address}>'


def _recipient(address: str) -> str:
    if _NO_ADDRESS.search(address):
        raise RenderFailed("recipient", "the address is not exactly one bare address")
    return _header("To", address, "recipient")


def _require_link(url: str, rendered: str, template: str) -> None:
    if url not in rendered:
        raise RenderFailed(template, "the unsubscribe link is missing")


def _unsubscribe_headers(url: str) -> dict[str, str]:
    if re.search(r"[\s<>,]", url) or not url.isascii():
        raise RenderFailed("List-Unsubscribe", "the link is not one URL")
    return {
        "List-Unsubscribe": _header("List-Unsubscribe", f"<{url}>", "List-Unsubscribe"),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _header(name: str, value: str, template: str) -> str:
    if unsafe_in_header(value):
        raise RenderFailed(template, "a header holds a line break, a control character or an encoded word")
    if is_too_long(name, value):
        raise RenderFailed(
            template, f"a header is longer than {MAX_HEADER_LENGTH} characters, its name included"
        )
    return value


def is_too_long(name: str, value: str) -> bool:
    """Say whether SES would refuse a header for its length."""
    return len(name) + len(value) > MAX_HEADER_LENGTH


def _failure(name: str, error: Exception) -> RenderFailed:
    template, line = _place(error.__traceback__) or (name, None)
    problem = type(error).__name__
    match error:
        case NotAllowed():
            template, line, problem = error.name or template, error.lineno, error.message or problem
        case TemplateSyntaxError():
            template, line = error.name or template, error.lineno
            problem = "the template is malformed"
        case TemplateNotFound():
            problem = "a template is missing"
        case SecurityError():
            problem = "it uses an attribute or a method that templates may not use"
        case UndefinedError():
            known = _NOT_DEFINED.fullmatch(error.message or "")
            problem = f'"{known[1]}" has no value' if known else "an expression has no value"
        case OverflowError():
            problem = "too large"
        case NothingToPick():
            problem = "`pick` takes two texts or more"
    return RenderFailed(template, problem if line is None else f"line {line}: {problem}")


def _place(traceback: TracebackType | None) -> tuple[str, int] | None:
    """Find the innermost template and line. Jinja gives each template a stack frame named after it."""
    place = None
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(PARTS) and "/" not in name:
            place = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return place
