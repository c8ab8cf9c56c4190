"""Whether replies are received: the MX record of the reply domain, and the receipt rules of SES."""

from outreach.services.operator.readiness.facts import DEPLOY, Facts, Finding, failed, not_asked, passed
from outreach.services.operator.readiness.identity import mail_goes_only_to
from outreach.services.operator.readiness.ports import ActiveRules, NotAsked, ReceiptRule

WITHOUT_RECEIVING = frozenset(
    {
        "ap-south-2",
        "ap-southeast-5",
        "ca-west-1",
        "eu-central-2",
        "me-central-1",
        "us-gov-east-1",
        "us-gov-west-1",
    }
)
"""Regions in which SES sends mail and cannot receive any: https://docs.aws.amazon.com/general/latest/gr/ses.html."""
_NONE = "the stack has no ReplyDomain; replies go to each campaign's own mailbox"
_UNKNOWN = "the stack does not say whether it has a ReplyDomain; its template is older"


def reply_mx(facts: Facts) -> Finding:
    """Whether mail to the reply domain comes to SES."""
    line, domain = "replies", facts.reply_domain
    if domain is None:
        return not_asked(line, _UNKNOWN, DEPLOY)
    if not domain:
        return passed(line, _NONE)
    if facts.region in WITHOUT_RECEIVING:
        return failed(line, f"SES receives no mail in {facts.region}: deploy without ReplyDomain", DEPLOY)
    return mail_goes_only_to(line, domain, f"inbound-smtp.{facts.region}.amazonaws.com", facts)


def receipt_rules(facts: Facts) -> Finding:
    """Whether an active rule puts the mails of the reply domain into the stack's bucket."""
    line, domain, told = "receipt rules", facts.reply_domain, facts.active_rules
    if domain is None:
        return not_asked(line, _UNKNOWN, DEPLOY)
    if not domain:
        return passed(line, _NONE)
    if isinstance(told, NotAsked):
        return not_asked(line, told.because)
    return _judged(line, told, domain, facts)


def _judged(line: str, told: ActiveRules, domain: str, facts: Facts) -> Finding:
    if told.name is None:
        activate = f"aws ses set-active-receipt-rule-set --rule-set-name {facts.stack_name}-inbound"
        return failed(line, "no rule set is active, so SES refuses replies", activate)
    ours = [rule for rule in told.rules if facts.mail_bucket in rule.buckets and _takes(rule, domain)]
    if not ours:
        # To activate a set of the stack would end what this one does.
        add = f"deploy with ActiveReceiptRuleSet={told.name}, which adds the rule"
        return failed(
            line, f"the active set {told.name} has no rule that keeps mails to {domain}: {add}", DEPLOY
        )
    if not any(rule.enabled for rule in ours):
        return failed(line, f"rule {ours[0].name} of {told.name} is turned off", DEPLOY)
    return passed(line, f"rule {ours[0].name} of {told.name} keeps mails to {domain}")


def _takes(rule: ReceiptRule, domain: str) -> bool:
    """Whether a rule takes mails to every address of a domain. `.example.com` stands for subdomains."""
    if not rule.recipients:
        return True
    return any(
        one.lower() == domain or (one.startswith(".") and domain.endswith(one.lower()))
        for one in rule.recipients
    )
