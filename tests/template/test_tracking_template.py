"""Opens and clicks are tracked by SES alone, where a mail asks for it, and nothing of ours redirects."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_there_is_one_set_with_one_destination(template):
    (destination,) = template.of_type("AWS::SES::ConfigurationSetEventDestination").values()

    assert set(template.of_type("AWS::SES::ConfigurationSet")) == {"ConfigurationSet"}
    assert destination["Properties"]["ConfigurationSetName"] == {"Ref": "ConfigurationSet"}


def test_links_are_counted_by_ses_under_a_domain_of_the_operator_or_its_own(template):
    properties = template.properties("ConfigurationSet")
    condition, own, default = properties["TrackingOptions"]["Fn::If"]

    assert (condition, own) == ("HasTrackingDomain", {"CustomRedirectDomain": {"Ref": "TrackingDomain"}})
    assert default == {"Ref": "AWS::NoValue"}


def test_a_lost_bounce_heals_at_the_next_mail(template):
    """SES events are best effort. SES keeps a dead address, too, and reports the next mail to it as a bounce."""
    assert template.properties("ConfigurationSet")["SuppressionOptions"] == {
        "SuppressedReasons": ["BOUNCE", "COMPLAINT"]
    }


def test_the_only_public_paths_are_those_of_the_unsubscribe_page(template):
    """An open redirect would need a path of its own to live under."""
    paths = re.findall(
        r"^ +Properties: \{ ApiId: .*Path: \"([^\"]+)\" \}$",
        (ROOT / "template.yaml").read_text(),
        re.MULTILINE,
    )

    assert set(paths) == {"/u/{token}"}


def test_no_code_that_is_deployed_responds_with_a_redirect():
    """On a laptop, the local SES sends who clicks on to the link, as SES does."""
    package = ROOT / "layers/core/outreach"
    on_a_laptop = {package / "cli", package / "local"}
    sources = [*(ROOT / "functions").rglob("*.py"), *package.rglob("*.py")]
    sources = [path for path in sources if on_a_laptop.isdisjoint(path.parents)]
    redirecting = re.compile(r"[\"']Location[\"']|\b30[12378]\b(?![\d_])")
    found = [path.name for path in sources if redirecting.search(path.read_text(encoding="utf-8"))]

    assert len(sources) > 100
    assert found == []
