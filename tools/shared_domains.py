"""Refresh the lists of domains that strangers share: `layers/core/outreach/domain/shared_domains.py`.

    .venv/bin/python tools/shared_domains.py        # needs npm, to download three packages

Nothing of this runs in a function: they carry the written module, which stays as it is until somebody runs this.
A domain counts as a mailbox provider's if two lists name it, or one list that its maintainers keep by hand.
Throw-away domains are left out: they come and go by the thousand, and nobody there has colleagues.

| source | taken | licence |
|---|---|---|
| public suffix list, in the package publicsuffixlist | its private domains, and what registries sell | MPL 2.0 |
| free-email-domains (npm) | all, and what its maintainers add by hand | MIT |
| email-providers (npm) | all, and the common ones | ISC |
| freemail (npm) | the free ones; the disposable ones are left out | ISC |
"""

import json
import re
import subprocess
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

WRITTEN = Path(__file__).resolve().parent.parent / "layers/core/outreach/domain/shared_domains.py"
PACKAGES = ("free-email-domains@1.12.6", "email-providers@2.26.0", "freemail@1.7.0")
TENANTS = ("onmicrosoft.com", "mail.onmicrosoft.com", "onmicrosoft.de", "onmicrosoft.us", "onmschina.cn")
"""Suffixes below which Microsoft gives each customer a domain. The public suffix list does not have them."""
PROVIDERS_TOO = (
    *(
        "citromail.hu",
        "duck.com",
        "plus.net",
        "plusnet.com",
        "posteo.de",
        "telia.com",
        "tuta.io",
        "tutanota.com",
    ),
    "tutanota.de",
)
"""Providers that none of the lists has."""
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_WIDTH = 106
_LONGEST_SUFFIX = 3
"""Labels of a suffix. Longer ones are endpoints of clouds, where nobody has mail."""
_HEAD = '''"""Domains that strangers share, as `tools/shared_domains.py` wrote them. Do not edit.

PRIVATE_SUFFIXES: the private domains of the public suffix list of {version} (https://publicsuffix.org/list/),
under the Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/, and the domains that Microsoft gives its customers.

REGISTRY_SUFFIXES: those of its other domains that have a dot, such as `co.uk`.

MAILBOX_PROVIDERS: {packages}
(npm; MIT, (c) 2017 Kiko Beats; ISC, (c) Jannis R; ISC, (c) 2015 Will White).

One line holds a top-level domain, a colon, and what stands before it. Long lines go on in lines of their own.
"""
'''


def main() -> None:
    """Read the lists, and write the module."""
    with TemporaryDirectory() as folder:
        for package in PACKAGES:
            _unpack(package, Path(folder))
        providers = _providers(Path(folder))
    version, suffixes, registries = _suffixes()
    WRITTEN.write_text(
        _HEAD.format(version=version, packages=", ".join(PACKAGES))
        + f'\nPRIVATE_SUFFIXES = """\n{_grouped(suffixes)}\n"""\n'
        + f'\nREGISTRY_SUFFIXES = """\n{_grouped(registries)}\n"""\n'
        + f'\nMAILBOX_PROVIDERS = """\n{_grouped(providers)}\n"""\n',
        "utf-8",
    )
    print(
        f"{WRITTEN.name}: {len(suffixes)} private suffixes, {len(registries)} of registries, {len(providers)} mailbox providers"
    )


def _unpack(package: str, folder: Path) -> None:
    name = package.partition("@")[0]
    packed = subprocess.run(
        ["npm", "pack", "--silent", package],  # noqa: S607 - whichever npm this machine has
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(folder / packed.stdout.strip()) as archive:
        archive.extractall(folder / name, filter="data")


def _providers(folder: Path) -> set[str]:
    curated = folder / "free-email-domains/package"
    listed = set(json.loads((curated / "domains.json").read_text("utf-8")))
    by_hand = set(
        re.findall(r"^  '([^']+)',?$", (curated / "scripts/postinstall.mjs").read_text("utf-8"), re.MULTILINE)
    )
    known = set(json.loads((folder / "email-providers/package/all.json").read_text("utf-8")))
    common = set(json.loads((folder / "email-providers/package/common.json").read_text("utf-8")))
    data = folder / "freemail/package/data"
    free, disposable = (
        set((data / f"{name}.txt").read_text("utf-8").split()) for name in ("free", "disposable")
    )
    named_twice = (listed & known) | (listed & free) | (known & free)
    return {
        domain
        for domain in (named_twice - disposable) | common | by_hand | set(PROVIDERS_TOO)
        if _DOMAIN.fullmatch(domain) and not domain.startswith("example.")
    }


def _suffixes() -> tuple[str, set[str], set[str]]:
    """Return the version of the public suffix list, its private domains, and those of its others that have a dot."""
    text = (files("publicsuffixlist") / "public_suffix_list.dat").read_text("utf-8")
    version = re.findall(r"^// VERSION: (\S+)$", text, re.MULTILINE)[0]
    icann, _, private = text.partition("===BEGIN PRIVATE DOMAINS===")
    return version, _rules(private) | set(TENANTS), {rule for rule in _rules(icann) if "." in rule}


def _rules(text: str) -> set[str]:
    """Return the short rules of a part of the list. An exception from a rule is left out: it loosens nothing here."""
    lines = (line.strip() for line in text.split("\n"))
    rules = (line for line in lines if line and not line.startswith(("//", "!")))
    return {rule.encode("idna").decode() for rule in rules if rule.count(".") < _LONGEST_SUFFIX}


def _grouped(domains: Iterable[str]) -> str:
    """Write domains by their last label, in lines of bounded length: `com: aol comcast`."""
    groups = defaultdict(list)
    for domain in domains:
        before, _, last = domain.rpartition(".")
        groups[last].append(before)
    lines = []
    for last in sorted(groups):
        line = f"{last}:"
        for before in sorted(groups[last]):
            if len(line) + len(before) >= _WIDTH:
                lines.append(line)
                line = f"{last}:"
            line += f" {before}"
        lines.append(line)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
