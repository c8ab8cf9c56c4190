"""Which SMTP command a refusal responds to, as mail servers report it.

A response to the greeting, EHLO or MAIL FROM comes before anybody has named a recipient, so it says nothing about one.
"""

from enum import StrEnum

from outreach.domain.patterns import any_of, expression


class Stage(StrEnum):
    """Where in the SMTP conversation the refusal came."""

    BEFORE = "before"
    """Before RCPT: the connection, the greeting, EHLO, STARTTLS, AUTH, MAIL FROM."""
    RCPT = "rcpt"
    DATA = "data"
    """DATA, or the end of the mail."""
    UNTOLD = "untold"


_NAMED = (
    r"(?:in (?:reply|response|answer) to|after|rejected at|failed at) (?:the |an? )?(?:pipelined )?[\"'<(]?"
)
_BEFORE = any_of(
    r"mail[ _]?from",
    r"mail\b",
    r"helo\b",
    r"[el]hlo\b",
    r"starttls",
    r"auth\b",
    r"(?:initial )?connection",
    r"greeting",
)
_DATA = any_of(r"end[- ]of[- ]data", r"(?:sending )?data\b", r"bdat\b", r"(?:message )?body\b")
_STAGES = (
    (
        Stage.BEFORE,
        expression(
            any_of(
                # Postfix, Exim, OpenSMTPD, and those who say it in words
                _NAMED + _BEFORE,
                # Postfix, at the greeting
                r"refused to talk to me",
                # qmail
                r"but (?:sender was rejected|greeting failed|my name was rejected)",
                # Sendmail: the last command before the refusal
                r">>> (?:mail|helo|ehlo)[^\n]{0,400}\n\s{0,20}<<< [45]",
                # Google and others: the command at the end
                r"\[(?:mail_from|connect|ehlo|helo)\]",
            )
        ),
    ),
    (
        Stage.RCPT,
        expression(
            any_of(
                _NAMED + "rcpt",
                r">>> rcpt[^\n]{0,400}\n\s{0,20}<<< [45]",
                r"\[rcpt_to\]",
            )
        ),
    ),
    (
        Stage.DATA,
        expression(
            any_of(
                _NAMED + _DATA,
                r"failed after i sent the message",
                r">>> (?:data|\.)[^\n]{0,100}\n\s{0,20}<<< [45]",
                r"\[(?:data|body|end_of_data)\]",
            )
        ),
    ),
)


def stage_of(said: str) -> Stage:
    """Say which command a refusal responds to. `said` is in lower case, with its line ends."""
    return next((stage for stage, pattern in _STAGES if pattern.search(said)), Stage.UNTOLD)
